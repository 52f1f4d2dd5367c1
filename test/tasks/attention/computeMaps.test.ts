import assert from "node:assert/strict";
import { computeAttention } from "../../../src/tasks/attention/computeAttention";
import { computeMaps } from "../../../src/tasks/attention/computeMaps";
import { createFakeModel } from "../fakeModel";

const model = createFakeModel({ words: ["a", "b"], maxTokens: 6 });

describe("computeMaps", () => {
  it("has what the attention of each head of the layer says", async () => {
    const request = { text: "a b", pair: "b" };
    const { tokens, heads, maps } = await computeMaps(model, { ...request, layer: 1 });
    const T = tokens.length;
    for (let head = 0; head < heads; head++) {
      const { attention } = await computeAttention(model, { ...request, layer: 1, head });
      assert.deepEqual([...maps.subarray(head * T * T, (head + 1) * T * T)], [...attention]);
    }
    assert.equal(maps.length, heads * T * T);
  });

  it("says which part of a long text it has read", async () => {
    const { tokens, read } = await computeMaps(model, { text: "a b a b a b", layer: 0 });
    assert.deepEqual([tokens.length, read], [6, { windows: 1, span: { start: 0, end: 7 } }]);
  });

  for (const layer of [-1, 4, 0.5, NaN]) {
    it(`refuses layer ${layer}`, async () => {
      await assert.rejects(computeMaps(model, { text: "a", layer }), {
        code: "bad-option",
        message: `layer is ${layer}, expected a whole number from 0 to 3`,
      });
    });
  }
});
