import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AnswerCache } from "../../../src/engine/answers/kept/answerCache";
import type { ModelAnswers } from "../../../src/engine/answers/modelAnswers";
import { scoreTones } from "../../../src/engine/answers/scoreTones";
import { createOnnxModel } from "../../../src/engine/model/onnxModel";
import { BATCH_TOKENS } from "../../../src/engine/steps/planBatches";
import type { Work } from "../../../src/engine/steps/work";
import type { ToneReading } from "../../../src/tasks/tone/toneReading";
import { createFakeModel } from "../../tasks/fakeModel";
import { runTone } from "../../tasks/tone/runTone";

const MODEL = join(import.meta.dirname, "..", "..", "..", "models", "cloze-small");
const LETTER = join(import.meta.dirname, "..", "..", "sample", "letter.txt");

const count = (pieces: readonly string[], word: string) => pieces.filter((piece) => piece === word).length;
const words = (length: number, word = "bad") => Array.from({ length }, () => word).join(" ");

function createStored() {
  const model = createFakeModel({
    words: ["good", "bad"],
    labels: ["negative", "neutral", "positive"],
    classifier: (pieces) => [count(pieces, "bad"), 0, count(pieces, "good")],
  });
  const stored: Pick<ModelAnswers, "model" | "tones"> = {
    model: { ...model, dispose: () => undefined },
    tones: new AnswerCache<ToneReading>(),
  };
  /** Tokens of each sequence of each run so far. */
  const runs = () => model.requests.map(({ inputs }) => inputs.map(({ ids }) => ids.length));
  return { model, stored, runs };
}

/** Gives and counts turns; turn number `cancelAt` cancels the job. */
function createWork({ cancelAt = Infinity }: { readonly cancelAt?: number } = {}) {
  const log = { turns: 0, reports: [] as (readonly [number, number])[] };
  const work: Work = {
    turn: () => (++log.turns >= cancelAt ? Promise.reject(new Error("cancelled")) : Promise.resolve()),
    report: (done, total) => void log.reports.push([done, total]),
  };
  return { work, log };
}

describe("scoreTones", () => {
  for (const precision of ["fp32", "int8"] as const) {
    it(`gives each sentence the answer it gets alone, bit for bit: ${precision}`, async () => {
      const cacheFolder = mkdtempSync(join(tmpdir(), "cloze-tones-"));
      const model = await createOnnxModel(MODEL, { precision, cacheFolder });
      try {
        const letter = readFileSync(LETTER, "utf8");
        const sentences = letter.split(/(?<=[.!?])\s+/).flatMap((sentence, i) => [sentence, `${sentence} It is ${i}.`]);
        const mixed = ["", ...sentences, sentences[3]!, letter.repeat(8), "I like it.", "It is bad.", "We left it."];
        const found = await scoreTones({ model, tones: new AnswerCache<ToneReading>() }, mixed, createWork().work);
        assert.equal(found.length, mixed.length);
        assert.ok(
          found.some(({ read }) => read !== undefined),
          "one text is over the model's limit",
        );
        for (const [i, sentence] of mixed.entries()) assert.deepEqual(found[i], await runTone(model, sentence));
      } finally {
        await model.dispose();
        rmSync(cacheFolder, { recursive: true });
      }
    });
  }

  it("runs sentences of the same number of tokens together, one full batch per step", async () => {
    const { stored, runs } = createStored();
    // [CLS] and [SEP] are two of the tokens.
    const long = Array.from({ length: 10 }, (_, i) => `${words(i)} ${words(23 - i, "good")}`);
    const { work, log } = createWork();
    await scoreTones(stored, [words(3), ...long, words(3, "good"), words(4)], work);
    assert.deepEqual(runs(), [[5, 5], [25, 25, 25, 25, 25], [25, 25, 25, 25, 25], [6]]);
    assert.ok(runs().every((run) => run.reduce((sum, tokens) => sum + tokens) <= BATCH_TOKENS));
    assert.equal(log.turns, 4);
  });

  it("reads a sentence once even if it occurs several times", async () => {
    const { stored, runs } = createStored();
    const { work, log } = createWork();
    const found = await scoreTones(stored, ["bad", "good", "bad", "bad"], work);
    assert.deepEqual(runs(), [[3, 3]]);
    assert.deepEqual(
      found.map(({ label }) => label),
      ["negative", "positive", "negative", "negative"],
    );
    assert.deepEqual(log.reports, [
      [3, 4],
      [4, 4],
    ]);
  });

  it("reads a text over the model's limit in windows, in steps of its own", async () => {
    const { model, stored, runs } = createStored();
    const { work, log } = createWork();
    const [found] = await scoreTones(stored, [words(400), "bad"], work);
    assert.deepEqual(found, await runTone(createStored().model, words(400)));
    assert.deepEqual(runs()[0], [3]);
    assert.equal(log.turns, model.requests.length);
    assert.equal(found.read?.windows, 7);
  });

  it("keeps what a cancelled request has read", async () => {
    const { stored, runs } = createStored();
    const sentences = [words(1), words(2), words(3)];
    await assert.rejects(scoreTones(stored, sentences, createWork({ cancelAt: 3 }).work), { message: "cancelled" });
    assert.deepEqual(runs(), [[3], [4]]);
    await scoreTones(stored, sentences, createWork().work);
    assert.deepEqual(runs(), [[3], [4], [5]]);
  });

  it("does not read sentences that another request read meanwhile", async () => {
    const { stored, runs } = createStored();
    const { work } = createWork();
    let turns = 0;
    const turn = async () => {
      if (++turns === 1) await scoreTones(stored, [words(2), words(3)], work);
    };
    await scoreTones(stored, [words(1), words(2), words(3)], { ...work, turn });
    assert.deepEqual(runs(), [[4], [5], [3]]);
  });

  it("tokenizes a large request in slices", async () => {
    const { stored } = createStored();
    const sentences = Array.from({ length: 200 }, (_, i) => `bad ${"x".repeat(1000)} ${i}`);
    const { work, log } = createWork({ cancelAt: 4 });
    // 200,000 units are more than three slices, so the job is cancelled before anything runs.
    await assert.rejects(scoreTones(stored, sentences, work));
    assert.deepEqual(log.reports, []);
  });

  it("gives no answers for no sentences", async () => {
    assert.deepEqual(await scoreTones(createStored().stored, [], createWork().work), []);
  });
});
