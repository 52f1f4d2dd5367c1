import assert from "node:assert/strict";
import { readAttentionMap } from "../../../src/webview/answers/attentionMap";
import { selectLinks } from "../../../src/webview/marks/selectLinks";
import { makeTokens } from "../fixture";

const TWO = makeTokens([]); // [CLS] [SEP]

describe("findLinks", () => {
  const map = readAttentionMap(TWO, [
    [0.25, 0.75],
    [0.4, 0.6],
  ]);
  for (const { name, threshold, most, weights, weaker, beyond } of [
    {
      name: "all links, the strongest last",
      threshold: 0,
      most: 9,
      weights: [0.25, 0.4, 0.6, 0.75],
      weaker: 0,
      beyond: 0,
    },
    { name: "the links that reach the threshold", threshold: 0.5, most: 9, weights: [0.6, 0.75], weaker: 2, beyond: 0 },
    {
      name: "the strongest links when there are too many",
      threshold: 0.3,
      most: 2,
      weights: [0.6, 0.75],
      weaker: 1,
      beyond: 1,
    },
  ]) {
    it(`selects ${name}, and counts the others`, () => {
      const found = selectLinks(map, { threshold, most, withSpecial: true });
      assert.deepEqual(
        found.links.map(({ weight }) => Math.round(weight * 100) / 100),
        weights,
      );
      assert.deepEqual([found.special, found.weaker, found.beyond], [0, weaker, beyond]);
    });
  }

  it("leaves out links from and to special tokens if they are not wanted", () => {
    const tokens = makeTokens(["a", "b"]); // [CLS] a b [SEP]
    const rows = tokens.map((_, from) => tokens.map((_, to) => (from === to ? 0.7 : 0.1)));
    const found = selectLinks(readAttentionMap(tokens, rows), { threshold: 0.5, most: 9, withSpecial: false });
    assert.deepEqual(
      found.links.map(({ from, to }) => [from, to]),
      [
        [1, 1],
        [2, 2],
      ],
    );
    assert.deepEqual([found.special, found.weaker, found.beyond], [12, 2, 0]);
  });
});
