import assert from "node:assert/strict";
import { listStrongest } from "../../../src/webview/marks/listStrongest";
import { makeTokens } from "../fixture";

const TOKENS = makeTokens(["a", "b", "c"]); // [CLS] a b c [SEP]

describe("findStrongest", () => {
  for (const { name, weights, most, expected } of [
    { name: "the greatest first", weights: [0.1, 0.2, 0.4, 0.3, 0], most: 3, expected: ["b", "c", "a"] },
    { name: "of equals the earlier", weights: [0.2, 0.2, 0.2, 0.2, 0.2], most: 2, expected: ["[CLS]", "a"] },
    {
      name: "all when there are fewer",
      weights: [0, 0, 1, 0, 0],
      most: 9,
      expected: ["b", "[CLS]", "a", "c", "[SEP]"],
    },
  ]) {
    it(`lists ${name}`, () => {
      const found = listStrongest(TOKENS, Float32Array.from(weights), most);
      assert.deepEqual(
        found.map(({ token }) => token.text),
        expected,
      );
    });
  }
});
