import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findNearest } from "../../../src/engine/answers/findNearest";
import { findRepeats } from "../../../src/engine/answers/findRepeats";
import { indexTexts } from "../../../src/engine/answers/indexTexts";
import { ModelAnswers } from "../../../src/engine/answers/modelAnswers";
import type { Work } from "../../../src/engine/steps/work";
import { createFakeModel } from "../../tasks/fakeModel";

const WORDS = ["red", "green", "blue"];
const WORK: Work = { turn: () => Promise.resolve(), report: () => undefined };

/** The vector of a text counts its words: "red" along one axis, "green" along the other, "blue" along both. */
function createModel() {
  const model = createFakeModel({
    words: WORDS,
    hidden: (pieces) =>
      pieces.flatMap((piece) => [
        Number(piece === "red" || piece === "blue"),
        Number(piece === "green" || piece === "blue"),
      ]),
  });
  return {
    ...model,
    identifyStates: (layer: number) => Promise.resolve(`weights of layer ${layer}`),
    dispose: () => undefined,
  };
}

describe("the index of vectors", () => {
  let cacheFolder: string;
  beforeEach(() => (cacheFolder = mkdtempSync(join(tmpdir(), "cloze-vectors-"))));
  afterEach(() => rmSync(cacheFolder, { recursive: true }));

  const sources = {
    readWords: () => Promise.resolve(new Set<string>()),
    readTables: () => Promise.resolve({ confusions: [], forms: [], little: [] }),
  };
  const start = () => {
    const model = createModel();
    const answers = new ModelAnswers(model, { cacheFolder, sources });
    const runs = () => model.requests.reduce((sum, { inputs }) => sum + inputs.length, 0);
    return { answers, runs };
  };
  const files = () => readdirSync(cacheFolder).filter((name) => name.endsWith(".vectors"));

  it("gives texts that are the same the same row, and reads each once", async () => {
    const { answers, runs } = start();
    const { rows, read, by, pooling, cut } = await indexTexts(answers, ["red", "green", "red"], WORK);
    assert.deepEqual([...rows], [0, 1, 0]);
    assert.deepEqual([read, by, pooling, cut], [2, "default", "mean", []]);
    assert.equal(runs(), 2);
  });

  it("reads nothing the second time, nor after a restart, and then means other rows", async () => {
    const first = start();
    const before = await indexTexts(first.answers, ["red", "green", "blue"], WORK);
    await indexTexts(first.answers, ["blue", "green"], WORK);
    assert.equal(first.runs(), 3);
    await first.answers.dispose();
    const second = start();
    const after = await indexTexts(second.answers, ["blue", "red green", "red"], WORK);
    assert.equal(after.read, 1);
    assert.equal(second.runs(), 1);
    assert.notEqual(after.epoch, before.epoch);
    await assert.rejects(findNearest(second.answers, { ...before, text: "red" }, WORK), { code: "stale" });
    const asked = { epoch: after.epoch, rows: after.rows, text: "green", top: 2 };
    const { matches } = await findNearest(second.answers, asked, WORK);
    // "blue" and "red green" lie half-way, as far as 8 bits hold.
    assert.deepEqual(
      matches.map(({ index }) => index),
      [0, 1],
    );
    assert.ok(matches.every(({ similarity }) => Math.abs(similarity - Math.SQRT1_2) < 1e-3));
  });

  it("keeps no text and no vector that can be read, under a hash", async () => {
    const { answers } = start();
    const texts = Array.from({ length: 200 }, (_, i) => `red ${"green ".repeat(i)}`);
    await indexTexts(answers, texts, WORK);
    await answers.dispose();
    const [name, ...others] = files();
    assert.deepEqual(others, []);
    const bytes = readFileSync(join(cacheFolder, name!));
    assert.ok(!bytes.includes("red"));
    // Of the 2 numbers of a vector, one is always 127 or -127, so that bytes that can be read would not be even.
    const record = bytes.length / 200;
    const encrypted = Array.from({ length: 200 }, (_, i) => bytes.readInt8(i * record + 4 + 16 + 12));
    assert.ok(encrypted.filter((value) => Math.abs(value) === 127).length < 20);
  });

  it("reads again what a damaged file does not give, and what another secret encrypted", async () => {
    const first = start();
    await indexTexts(first.answers, ["red", "green"], WORK);
    await first.answers.dispose();
    const path = join(cacheFolder, files()[0]!);
    const bytes = readFileSync(path);
    bytes[30] = bytes[30]! ^ 1;
    writeFileSync(path, bytes);
    const second = start();
    assert.equal((await indexTexts(second.answers, ["red", "green"], WORK)).read, 1);
    rmSync(join(cacheFolder, "tones.secret"));
    assert.equal((await indexTexts(start().answers, ["red", "green"], WORK)).read, 2);
  });

  it("keeps what a cancelled request has read, and tells how far it is", async () => {
    const { answers, runs } = start();
    const texts = Array.from({ length: 2500 }, (_, i) => "red ".repeat(1 + (i % 50)) + "x".repeat(1 + i));
    let turns = 0;
    const reports: (readonly [number, number])[] = [];
    const work: Work = {
      report: (done, total) => void reports.push([done, total]),
      turn: () => (runs() > 2100 && ++turns > 1 ? Promise.reject(new Error("cancelled")) : Promise.resolve()),
    };
    await assert.rejects(indexTexts(answers, texts, work), { message: "cancelled" });
    assert.ok(reports.every(([done, total]) => done <= total && total === 2500));
    assert.ok((await indexTexts(answers, texts, WORK)).read <= 500);
  });

  it("says which texts are longer than what their model reads", async () => {
    const { answers } = start();
    const { model } = answers;
    Object.assign(model.info, { pooling: { tokens: "mean", normalize: true, maxTokens: 16 } });
    const texts = ["red", "red ".repeat(40), "green ".repeat(14)];
    assert.deepEqual((await indexTexts(answers, texts, WORK)).cut, [1]);
    assert.deepEqual((await indexTexts(answers, texts, WORK)).cut, [1]);
  });

  it("finds all pairs that are alike, and no others", async () => {
    const { answers } = start();
    const texts = ["red", "green", "red red green", "red green green", "blue", "red green", "red"];
    const { epoch, rows } = await indexTexts(answers, texts, WORK);
    const found = await findRepeats(answers, { epoch, rows, least: 0.9 }, WORK);
    const angle = (text: string) => {
      const count = (word: string) => text.split(" ").filter((each) => each === word || each === "blue").length;
      return Math.atan2(count("green"), count("red"));
    };
    const expected = texts.flatMap((a, i) =>
      texts.flatMap((b, j) => (j > i && a !== b && Math.cos(angle(a) - angle(b)) >= 0.9 ? [`${i} ${j}`] : [])),
    );
    assert.deepEqual(found.pairs.map(({ a, b }) => `${a} ${b}`).sort(), expected.sort());
    assert.ok(found.pairs.every(({ similarity }, i) => i === 0 || similarity <= found.pairs[i - 1]!.similarity));
    const two = await findRepeats(answers, { epoch, rows, least: 0.9, most: 2 }, WORK);
    assert.deepEqual(two, { pairs: found.pairs.slice(0, 2), more: found.pairs.length - 2 });
  });

  for (const { name, change } of [
    { name: "no rows", change: { rows: [0] as unknown as Int32Array } },
    { name: "a row that there is not", change: { rows: Int32Array.of(1) } },
    { name: "no similarity", change: { least: 2 } },
    { name: "no pairs", change: { most: 0 } },
  ]) {
    it(`refuses to compare ${name}`, async () => {
      const { answers } = start();
      const { epoch, rows } = await indexTexts(answers, ["red"], WORK);
      await assert.rejects(findRepeats(answers, { epoch, rows, least: 0.9, ...change }, WORK), { code: "bad-option" });
    });
  }
});
