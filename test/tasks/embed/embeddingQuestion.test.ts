import assert from "node:assert/strict";
import { buildEmbeddingQuestion, planEmbedding } from "../../../src/tasks/embed/embeddingQuestion";
import { createFakeModel } from "../fakeModel";

const model = createFakeModel({ words: ["a", "b"], maxTokens: 8 });
const taught = { ...model.info, pooling: { tokens: "cls", normalize: true, maxTokens: 8 } } as const;

/** States of token t: [t + 1, -t]. */
const stateTokens = (count: number) =>
  Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? i / 2 + 1 : -(i - 1) / 2));

describe("planEmbedding", () => {
  for (const { name, info, asked, expected } of [
    {
      name: "the files",
      info: taught,
      asked: {},
      expected: { pooling: "cls", by: "files", normalize: true, layer: 4 },
    },
    {
      name: "the mean where no file says",
      info: model.info,
      asked: {},
      expected: { pooling: "mean", by: "default", normalize: false },
    },
    {
      name: "the request before the files",
      info: taught,
      asked: { pooling: "max" },
      expected: { pooling: "max", by: "request", normalize: false },
    },
    {
      name: "what is asked of length and layer",
      info: taught,
      asked: { normalize: false, layer: 0 },
      expected: { by: "files", normalize: false, layer: 0 },
    },
  ] as const) {
    it(`follows ${name}`, () => {
      const plan = planEmbedding(info, asked);
      assert.deepEqual({ ...plan, ...expected }, plan);
    });
  }

  for (const asked of [{ layer: 5 }, { layer: 1.5 }, { pooling: "concat-last-four" as "mean" }]) {
    it(`refuses ${JSON.stringify(asked)}`, () =>
      assert.throws(() => planEmbedding(model.info, asked), { code: "bad-option" }));
  }
});

describe("buildEmbeddingQuestion", () => {
  // "a b" is [CLS] a b [SEP]: T = 4.
  for (const { pooling, expected } of [
    { pooling: "cls", expected: [1, 0] },
    { pooling: "last", expected: [4, -3] },
    { pooling: "mean", expected: [2.5, -1.5] },
    { pooling: "mean-sqrt", expected: [5, -3] },
    { pooling: "max", expected: [4, 0] },
    { pooling: "weighted", expected: [3, -2] },
  ] as const) {
    it(`pools ${pooling}`, () => {
      const { inputs, read, pool, join } = buildEmbeddingQuestion(model, "a b", planEmbedding(model.info, { pooling }));
      assert.deepEqual(
        inputs.map(({ ids }) => ids.length),
        [4],
      );
      assert.equal(read, undefined);
      const vector = join([pool(stateTokens(4))]);
      for (const [h, value] of expected.entries()) assert.ok(Math.abs(vector[h]! - value) < 1e-6, vector.join());
    });
  }

  it("brings vectors to length 1, and leaves one of zeros", () => {
    const { join } = buildEmbeddingQuestion(model, "a b", planEmbedding(model.info, { normalize: true }));
    assert.deepEqual(
      [...join([[3, 4]])].map((value) => value.toFixed(6)),
      ["0.600000", "0.800000"],
    );
    assert.deepEqual([...join([[0, 0]])], [0, 0]);
  });

  const long = "a ".repeat(8).trim();
  it("reads a long text in windows, and weighs them by their tokens", () => {
    const { inputs, read, join } = buildEmbeddingQuestion(model, long, planEmbedding(model.info, {}));
    assert.deepEqual(
      inputs.map(({ ids }) => ids.length),
      [8, 4],
    );
    assert.deepEqual(read, { windows: 2, span: { start: 0, end: long.length } });
    assert.deepEqual(
      [
        ...join([
          [3, 0],
          [0, 3],
        ]),
      ],
      [2, 1],
    );
  });

  it("reads the beginning of a long text where the files say how, and says how far", () => {
    const { inputs, read } = buildEmbeddingQuestion(model, long, planEmbedding(taught, {}));
    const { tokens } = model.tokenizer.encode(long);
    assert.deepEqual(
      inputs[0]!.ids,
      [...tokens.slice(0, 7), ...tokens.slice(-1)].map(({ id }) => id),
    );
    // Six of eight words.
    assert.deepEqual(read, { windows: 1, span: { start: 0, end: 11 } });
  });
});
