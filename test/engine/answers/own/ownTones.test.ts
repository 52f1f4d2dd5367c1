import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classifySentences } from "../../../../src/engine/answers/own/classifySentences";
import { learnTone } from "../../../../src/engine/answers/own/learnTone";
import { OwnAnswers } from "../../../../src/engine/answers/own/ownAnswers";
import type { Work } from "../../../../src/engine/steps/work";
import { TaskError } from "../../../../src/tasks/model/taskError";
import { createFakeModel } from "../../../tasks/fakeModel";

const HASH = "cd".repeat(32);

/** Features of a text: how many of its pieces are "bad", and how many "good", as means over its tokens. */
function open(cacheFolder?: string, hash = HASH) {
  const model = createFakeModel({
    words: ["good", "bad", "plain", "word", "more"],
    maxTokens: 8,
    hidden: (pieces, layer) =>
      pieces.flatMap((piece) => [layer * Number(piece === "bad"), layer * Number(piece === "good")]),
  });
  const loaded = {
    ...model,
    dispose: () => undefined,
    hashWeights: () => Promise.resolve(hash),
    identifyStates: (layer: number) => Promise.resolve(`states ${layer}`),
  };
  /** Sequences read so far. */
  const reads = () => model.requests.reduce((sum, { inputs }) => sum + inputs.length, 0);
  return { own: new OwnAnswers(loaded, cacheFolder), reads };
}

function createWork({ cancelAt = Infinity }: { readonly cancelAt?: number } = {}) {
  const log = { turns: 0, reports: [] as (readonly [number, number])[] };
  const work: Work = {
    turn: () => (++log.turns >= cancelAt ? Promise.reject(new Error("cancelled")) : Promise.resolve()),
    report: (done, total) => void log.reports.push([done, total]),
  };
  return { work, log };
}

const SENTENCES = [
  "bad word",
  "bad bad",
  "bad plain",
  "more bad",
  "bad more word",
  "good",
  "good word",
  "plain good",
  "good more",
  "more word good",
];
const LABELS = SENTENCES.map((text) => (text.includes("bad") ? "harsh" : "fine"));
const LESSON = { sentences: SENTENCES, labels: LABELS };

describe("a tone of one's own, in the engine", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cloze-own-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("learns from rows, and says of which vectors", async () => {
    const { own, reads } = open();
    const { work, log } = createWork();
    const { tone, evaluation, folds, cut } = await learnTone(own, LESSON, work);
    assert.deepEqual(
      [tone.model, tone.layer, tone.pooling, tone.precision, tone.labels],
      [{ name: "fake", sha256: HASH }, 4, "mean", "fp32", ["fine", "harsh"]],
    );
    assert.deepEqual([evaluation.accuracy, folds, cut, reads()], [1, 5, 0, SENTENCES.length]);
    assert.deepEqual(log.reports.at(-1), [SENTENCES.length, SENTENCES.length]);
    assert.ok(log.turns > 5, "others have their turns between the fits");
  });

  it("learns again without reading, after a restart too, and keeps neither text nor plain vector", async () => {
    const first = open(folder);
    const taught = await learnTone(first.own, LESSON, createWork().work);
    await first.own.close();
    const again = open(folder);
    assert.deepEqual(await learnTone(again.own, LESSON, createWork().work), taught);
    assert.equal(again.reads(), 0);
    const files = readdirSync(folder).filter((name) => name.endsWith(".features"));
    assert.equal(files.length, 1);
    const bytes = readFileSync(join(folder, files[0] ?? ""));
    assert.equal(bytes.includes("bad"), false);
    // "good": [CLS] good [SEP], of which the mean is 0 and 4 / 3.
    const plain = Buffer.alloc(8);
    plain.writeFloatLE(4 / 3, 4);
    assert.equal(bytes.includes(plain.subarray(4)), false);
    // Another layer is read anew.
    await learnTone(again.own, { ...LESSON, layer: 2 }, createWork().work);
    assert.equal(again.reads(), SENTENCES.length);
    await again.own.close();
  });

  it("says which label sentences have, each read once, and knows them from then on", async () => {
    const { own, reads } = open(folder);
    const { tone } = await learnTone(own, LESSON, createWork().work);
    const before = reads();
    const asked = { sentences: ["word bad word", "word good word", "word bad word", "bad"], tone };
    const { work, log } = createWork();
    const found = await classifySentences(own, asked, work);
    assert.deepEqual(
      found.map(({ label }) => label),
      ["harsh", "fine", "harsh", "harsh"],
    );
    for (const { scores } of found) assert.ok(Math.abs((scores["fine"] ?? 0) + (scores["harsh"] ?? 0) - 1) < 1e-12);
    assert.equal(reads() - before, 3);
    assert.ok(log.reports.every(([done], i) => done >= (log.reports[i - 1]?.[0] ?? 0)));
    assert.deepEqual(await classifySentences(own, asked, createWork().work), found);
    await own.close();
    const again = open(folder);
    assert.deepEqual(await classifySentences(again.own, asked, createWork().work), found);
    assert.equal(again.reads(), 0);
    // A tone with another weight is another tone.
    await classifySentences(again.own, { ...asked, tone: { ...tone, intercepts: [0] } }, createWork().work);
    assert.equal(again.reads(), 3);
    await again.own.close();
  });

  it("reads a long text in windows, and says so", async () => {
    const { own } = open();
    const long = "bad word more plain word bad more word bad word";
    const { tone, cut } = await learnTone(
      own,
      { sentences: [...SENTENCES, long], labels: [...LABELS, "harsh"] },
      createWork().work,
    );
    assert.equal(cut, 1);
    const [found] = await classifySentences(own, { sentences: [long], tone }, createWork().work);
    assert.deepEqual(found?.read, { windows: 2, span: { start: 0, end: long.length } });
  });

  it("refuses a tone of another model in a sentence", async () => {
    const { tone } = await learnTone(open().own, LESSON, createWork().work);
    await assert.rejects(
      classifySentences(open(undefined, "ef".repeat(32)).own, { sentences: ["bad"], tone }, createWork().work),
      (error) =>
        error instanceof TaskError &&
        error.code === "other-model" &&
        error.message.startsWith(
          'this tone was taught with the vectors of "fake" (cdcdcdcdcdcd…), and the model "fake" (efefefefefef…) is another',
        ),
    );
    const odd = { ...tone, mean: [0], scale: [1], weights: [[1]] };
    await assert.rejects(classifySentences(open().own, { sentences: ["bad"], tone: odd }, createWork().work), {
      code: "bad-option",
    });
  });

  for (const { what, lesson, code, says } of [
    {
      what: "no row",
      lesson: { sentences: [], labels: [] },
      code: "too-few",
      says: /there is no row: expected two labels/,
    },
    {
      what: "one label",
      lesson: { sentences: ["a", "b"], labels: ["x", "x"] },
      code: "too-few",
      says: /all rows have the label "x"/,
    },
    {
      what: "one text of a label",
      lesson: { sentences: ["a", "b", "c"], labels: ["x", "x", "y"] },
      code: "too-few",
      says: /the label "y" has fewer than two texts of its own/,
    },
    {
      what: "a label too few",
      lesson: { sentences: ["a", "b"], labels: ["x"] },
      code: "bad-option",
      says: /1 labels of 2 texts/,
    },
    {
      what: "a C below 0",
      lesson: { ...LESSON, c: -1 },
      code: "bad-option",
      says: /C is -1, expected a number above 0/,
    },
    { what: "a layer that is not there", lesson: { ...LESSON, layer: 5 }, code: "bad-option", says: /layer is 5/ },
    {
      what: "too many rows",
      lesson: { sentences: new Array<string>(20_001).fill("a"), labels: new Array<string>(20_001).fill("x") },
      code: "too-many",
      says: /20,001 rows, expected at most 20,000/,
    },
  ]) {
    it(`refuses ${what} before anything is read`, async () => {
      const { own, reads } = open();
      await assert.rejects(
        learnTone(own, lesson, createWork().work),
        (error) => error instanceof TaskError && error.code === code && says.test(error.message),
      );
      assert.equal(reads(), 0);
    });
  }

  it("ends when it is cancelled, while it reads and while it fits", async () => {
    for (const cancelAt of [1, 4, 9]) {
      await assert.rejects(learnTone(open().own, LESSON, createWork({ cancelAt }).work), /cancelled/);
    }
  });
});
