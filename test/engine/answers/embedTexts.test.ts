import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { embedTexts } from "../../../src/engine/answers/embedTexts";
import { createOnnxModel } from "../../../src/engine/model/onnxModel";
import type { Work } from "../../../src/engine/steps/work";
import type { EmbeddingsResult } from "../../../src/tasks/embed/embeddingsRequest";
import { embedText } from "../../../src/tasks/embed/embedText";
import { createFakeModel } from "../../tasks/fakeModel";

const MODEL = join(import.meta.dirname, "..", "..", "..", "models", "cloze-small");
const LETTER = readFileSync(join(import.meta.dirname, "..", "..", "sample", "letter.txt"), "utf8");
/** `embed` computes in a session whose weights are not packed, so that its sums are added in another order. */
const TOLERANCE = 1e-4;

/** Gives and counts turns; turn number `cancelAt` cancels the job. */
function createWork({ cancelAt = Infinity }: { readonly cancelAt?: number } = {}) {
  const log = { turns: 0, reports: [] as (readonly [number, number])[] };
  const work: Work = {
    turn: () => (++log.turns >= cancelAt ? Promise.reject(new Error("cancelled")) : Promise.resolve()),
    report: (done, total) => void log.reports.push([done, total]),
  };
  return { work, log };
}

const row = ({ vectors, hiddenSize }: EmbeddingsResult, index: number) =>
  vectors.slice(index * hiddenSize, (index + 1) * hiddenSize);

function createStored() {
  const model = createFakeModel({
    words: ["a", "b"],
    maxTokens: 8,
    hidden: (pieces, layer) => pieces.flatMap((_, t) => [layer, t + 1]),
  });
  const runs = () => model.requests.map(({ inputs }) => inputs.map(({ ids }) => ids.length));
  return { model: { ...model, dispose: () => undefined }, runs };
}

describe("embedTexts", () => {
  const sentences = LETTER.split(/(?<=[.!?])\s+/);
  const texts = ["", ...sentences, sentences[3]!, LETTER.repeat(8), "I like it.", "It is bad."];

  for (const precision of ["fp32", "int8"] as const) {
    it(`gives each text the vector it gets alone, bit for bit, and the one of embed: ${precision}`, async () => {
      const cacheFolder = mkdtempSync(join(tmpdir(), "cloze-embeddings-"));
      const model = await createOnnxModel(MODEL, { precision, cacheFolder });
      try {
        const { work, log } = createWork();
        const found = await embedTexts(model, { texts }, work);
        assert.equal(found.precision, precision);
        assert.deepEqual([found.pooling, found.by, found.normalized], ["mean", "default", false]);
        assert.equal(found.vectors.length, texts.length * model.info.hiddenSize);
        assert.deepEqual(log.reports.at(-1), [texts.length, texts.length]);
        for (const [index, text] of texts.entries()) {
          const alone = await embedTexts(model, { texts: [text] }, createWork().work);
          assert.deepEqual(alone.vectors, row(found, index));
          const { embedding, read } = await embedText(model, { text });
          assert.deepEqual(found.long.find((each) => each.index === index)?.read, read);
          for (const [h, value] of row(found, index).entries()) {
            assert.ok(Math.abs(value - embedding[h]!) < TOLERANCE, `${index}: ${value} and ${embedding[h]}`);
          }
        }
      } finally {
        await model.dispose();
        rmSync(cacheFolder, { recursive: true });
      }
    });
  }

  it("gives the layer, the pooling and the length that are asked for, also when layers change", async () => {
    const model = await createOnnxModel(MODEL);
    try {
      for (const layer of [0, 2, 0]) {
        const asked = { texts: sentences.slice(0, 3), layer, pooling: "cls", normalize: true } as const;
        const found = await embedTexts(model, asked, createWork().work);
        for (const [index, text] of asked.texts.entries()) {
          const { embedding } = await embedText(model, { text, layer, pooling: "cls" });
          const length = Math.hypot(...embedding);
          for (const [h, value] of row(found, index).entries()) {
            assert.ok(Math.abs(value - embedding[h]! / length) < TOLERANCE);
          }
        }
      }
    } finally {
      await model.dispose();
    }
  });

  it("reads each text once, together with those of as many tokens", async () => {
    const { model, runs } = createStored();
    const { work, log } = createWork();
    const found = await embedTexts(model, { texts: ["a", "a b", "b", "a"] }, work);
    assert.deepEqual(runs(), [[3, 3], [4]]);
    assert.equal(log.turns, 2);
    assert.deepEqual([...found.vectors], [4, 2, 4, 2.5, 4, 2, 4, 2]);
    assert.deepEqual(found.long, []);
  });

  it("reads all windows of a long text, among the others, and says so", async () => {
    const { model, runs } = createStored();
    const long = "a ".repeat(8);
    const found = await embedTexts(model, { texts: ["a b", long] }, createWork().work);
    assert.deepEqual(runs(), [[4, 4], [8]]);
    assert.deepEqual(found.long, [{ index: 1, read: { windows: 2, span: { start: 0, end: long.length } } }]);
    assert.ok(Math.abs(row(found, 1)[1]! - 46 / 12) < 1e-6);
  });

  it("ends when it is cancelled", async () => {
    const { model, runs } = createStored();
    const { work } = createWork({ cancelAt: 2 });
    await assert.rejects(embedTexts(model, { texts: ["a", "a b"] }, work), { message: "cancelled" });
    assert.deepEqual(runs(), [[3]]);
  });

  it("gives no vectors for no texts, and refuses a layer that there is not", async () => {
    const { model } = createStored();
    assert.equal((await embedTexts(model, { texts: [] }, createWork().work)).vectors.length, 0);
    await assert.rejects(embedTexts(model, { texts: [], layer: 5 }, createWork().work), { code: "bad-option" });
  });
});
