import assert from "node:assert/strict";
import { readAttentionMap } from "../../../src/webview/answers/attentionMap";
import { selectLinks } from "../../../src/webview/marks/selectLinks";
import { joinRows, makeTokens, makeWeights } from "../fixture";

const TWO = makeTokens([]); // [CLS] [SEP]

describe("findLinks", () => {
  const map = readAttentionMap(
    TWO,
    joinRows([
      [0.25, 0.75],
      [0.4, 0.6],
    ]),
  );
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
      const found = selectLinks(map, { threshold, between: "all", withSpecial: true }, most);
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
    const found = selectLinks(
      readAttentionMap(tokens, joinRows(rows)),
      { threshold: 0.5, between: "all", withSpecial: false },
      9,
    );
    assert.deepEqual(
      found.links.map(({ from, to }) => [from, to]),
      [
        [1, 1],
        [2, 2],
      ],
    );
    assert.deepEqual([found.special, found.weaker, found.beyond], [12, 2, 0]);
  });

  const PAIR = makeTokens(["a", "b"], ["c"]); // [CLS] a b [SEP] c [SEP]
  const pair = readAttentionMap(PAIR, makeWeights(PAIR.length));

  for (const { between, from, to } of [
    { between: "all", from: [0, 1, 2, 3, 4, 5], to: [0, 1, 2, 3, 4, 5] },
    { between: "aa", from: [0, 1, 2, 3], to: [0, 1, 2, 3] },
    { between: "ab", from: [0, 1, 2, 3], to: [4, 5] },
    { between: "ba", from: [4, 5], to: [0, 1, 2, 3] },
    { between: "bb", from: [4, 5], to: [4, 5] },
  ] as const) {
    it(`leaves out the links of other texts: ${between}`, () => {
      const { links, otherTexts } = selectLinks(pair, { threshold: 0, between, withSpecial: true }, 99);
      const expected = from.flatMap((row) => to.map((column) => `${row} ${column}`));
      assert.deepEqual(links.map((link) => `${link.from} ${link.to}`).sort(), expected);
      assert.equal(otherTexts, 36 - expected.length);
    });
  }

  for (const { strongest, most, links, weaker, beyond } of [
    { strongest: 1, most: 99, links: 36, weaker: 0, beyond: 0 },
    { strongest: 0.25, most: 99, links: 9, weaker: 27, beyond: 0 },
    { strongest: 0.26, most: 99, links: 10, weaker: 26, beyond: 0 },
    { strongest: 0.25, most: 4, links: 4, weaker: 27, beyond: 5 },
    { strongest: 0.001, most: 99, links: 1, weaker: 35, beyond: 0 },
    { strongest: 0, most: 99, links: 0, weaker: 36, beyond: 0 },
  ]) {
    it(`selects the strongest ${strongest * 100} %, at most ${most}`, () => {
      const found = selectLinks(pair, { strongest, between: "all", withSpecial: true }, most);
      assert.deepEqual([found.links.length, found.weaker, found.beyond], [links, weaker, beyond]);
      const weights = [...pair.weights].sort((a, b) => a - b);
      assert.deepEqual(
        found.links.map(({ weight }) => weight),
        weights.slice(weights.length - links),
      );
    });
  }

  it("takes the share of what nothing else leaves out", () => {
    const found = selectLinks(pair, { strongest: 0.5, between: "aa", withSpecial: false }, 99);
    assert.deepEqual([found.links.length, found.otherTexts, found.special, found.weaker], [2, 20, 12, 2]);
  });
});
