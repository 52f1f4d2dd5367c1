import assert from "node:assert/strict";
import { embedText } from "../../../src/tasks/embed/embedText";
import { createFakeModel } from "../fakeModel";

/** State of token t at layer l: [l, t + 1]. */
const model = createFakeModel({
  words: ["a", "b"],
  maxTokens: 8,
  hidden: (pieces, layer) => pieces.flatMap((_, t) => [layer, t + 1]),
});

describe("embedText", () => {
  // "a b" is [CLS] a b [SEP]: T = 4, mean of t + 1 is 2.5, weighted (1 + 4 + 9 + 16) / 10 = 3.
  for (const { pooling, layer, expected } of [
    { pooling: "mean", layer: undefined, expected: [4, 2.5] },
    { pooling: "mean", layer: 0, expected: [0, 2.5] },
    { pooling: "cls", layer: 2, expected: [2, 1] },
    { pooling: "weighted", layer: undefined, expected: [4, 3] },
    { pooling: "second-to-last-mean", layer: undefined, expected: [3, 2.5] },
    { pooling: "sum-last-four", layer: undefined, expected: [10, 10] },
    { pooling: "concat-last-four", layer: undefined, expected: [1, 2.5, 2, 2.5, 3, 2.5, 4, 2.5] },
  ] as const) {
    it(`${pooling}${layer === undefined ? "" : ` of layer ${layer}`}`, async () => {
      const { embedding } = await embedText(model, { text: "a b", pooling, ...(layer !== undefined && { layer }) });
      assert.equal(embedding.length, expected.length);
      for (const [i, value] of expected.entries()) assert.ok(Math.abs(embedding[i]! - value) < 1e-9, embedding.join());
    });
  }

  it("averages the windows of a long text by their tokens, and says so", async () => {
    const { embedding, read } = await embedText(model, { text: "a ".repeat(8) });
    // 8 tokens in windows of 6 and 2, with specials T = 8 and 4: (4.5·8 + 2.5·4) / 12.
    assert.ok(Math.abs(embedding[1]! - 46 / 12) < 1e-9, embedding.join());
    assert.equal(read?.windows, 2);
  });

  for (const { name, options } of [
    { name: "a layer beyond the last", options: { layer: 5 } },
    { name: "a layer where the pooling chooses", options: { pooling: "sum-last-four" as const, layer: 1 } },
    { name: "an unknown pooling", options: { pooling: "max" as "mean" } },
  ]) {
    it(`refuses ${name}`, () => assert.rejects(embedText(model, { text: "a", ...options }), { code: "bad-option" }));
  }
});
