import assert from "node:assert/strict";
import { readAttentionMap } from "../../src/webview/attentionMap";
import { findLinks } from "../../src/webview/findLinks";
import { makeTokens } from "./fixture";

const TWO = makeTokens([]); // [CLS] [SEP]

describe("findLinks", () => {
  const map = readAttentionMap(TWO, [
    [0.25, 0.75],
    [0.4, 0.6],
  ]);
  for (const { name, threshold, most, weights, weaker, beyond } of [
    {
      name: "all of them, the strongest last",
      threshold: 0,
      most: 9,
      weights: [0.25, 0.4, 0.6, 0.75],
      weaker: 0,
      beyond: 0,
    },
    { name: "those of the threshold or more", threshold: 0.5, most: 9, weights: [0.6, 0.75], weaker: 2, beyond: 0 },
    {
      name: "the strongest when there are too many",
      threshold: 0.3,
      most: 2,
      weights: [0.6, 0.75],
      weaker: 1,
      beyond: 1,
    },
  ]) {
    it(`finds ${name}, and counts the others`, () => {
      const found = findLinks(map, threshold, most);
      assert.deepEqual(
        found.links.map(({ weight }) => Math.round(weight * 100) / 100),
        weights,
      );
      assert.deepEqual([found.weaker, found.beyond], [weaker, beyond]);
    });
  }
});
