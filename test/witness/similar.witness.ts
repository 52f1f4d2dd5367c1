import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineClient } from "../../src/engine/client/engineClient";
import { ANSWERS } from "./answers";
import { openEngine } from "./openEngine";

const { questions, sentences } = ANSWERS.similar;
const TOP = 10;
/** Sentences whose cosines are as close as this may change places. */
const TIE = 1e-5;
/** Of the ten nearest in float32, how many the vectors of 8 bits find, in the mean. */
const LEAST_OVERLAP = 0.95;

describe("the sentences most like another", function () {
  this.timeout(600_000);
  const cosines = ANSWERS.readTensor("similar/cosines");
  const row = (question: number) => cosines.subarray(question * sentences.length, (question + 1) * sentences.length);
  const rank = (values: Float32Array) => [...values.keys()].sort((a, b) => values[b]! - values[a]!).slice(0, TOP);
  const model = ANSWERS.published;
  let cacheFolder: string;
  let engine: EngineClient;
  before(() => {
    cacheFolder = mkdtempSync(join(tmpdir(), "cloze-similar-"));
    engine = openEngine(cacheFolder);
  });
  after(() => {
    engine.dispose();
    rmSync(cacheFolder, { recursive: true });
  });

  it("are the ten that sentence-transformers finds, in its order, by float32 vectors", async () => {
    const embed = async (texts: readonly string[]) => {
      const { vectors, hiddenSize, by, pooling, normalized } = await engine.request("embeddings", {
        model,
        texts: [...texts],
      });
      assert.deepEqual([by, pooling, normalized], ["files", "mean", true]);
      return texts.map((_, i) => vectors.subarray(i * hiddenSize, (i + 1) * hiddenSize));
    };
    const [asked, known] = [await embed(questions), await embed(sentences)];
    for (const [question, vector] of asked.entries()) {
      const expected = row(question);
      const found = rank(
        Float32Array.from(known, (other) => vector.reduce((sum, value, h) => sum + value * other[h]!, 0)),
      );
      for (const [place, index] of rank(expected).entries()) {
        const apart = Math.abs(expected[found[place]!]! - expected[index]!);
        assert.ok(apart <= TIE, `question ${question}, place ${place}: ${apart} apart`);
      }
    }
  });

  it("are the same for 95 in 100 by what is kept on disk", async () => {
    await engine.request("index", { model, texts: [...sentences] });
    // Another engine knows of it only what the disk has.
    engine.dispose();
    engine = openEngine(cacheFolder);
    const { epoch, rows, read } = await engine.request("index", { model, texts: [...sentences] });
    assert.equal(read, 0);
    let common = 0;
    for (const [question, text] of questions.entries()) {
      const { matches } = await engine.request("nearest", { model, epoch, rows, text, top: TOP });
      const expected = new Set(rank(row(question)));
      common += matches.filter(({ index }) => expected.has(index)).length;
    }
    const overlap = common / (TOP * questions.length);
    process.stdout.write(
      `\n  Ten nearest by 8 bits: ${(100 * overlap).toFixed(1)} in 100 are those of sentence-transformers\n`,
    );
    assert.ok(overlap >= LEAST_OVERLAP, `${overlap}, expected at least ${LEAST_OVERLAP}`);
  });
});
