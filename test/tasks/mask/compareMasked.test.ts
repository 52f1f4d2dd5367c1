import assert from "node:assert/strict";
import { compareMasked } from "../../../src/tasks/mask/compareMasked";
import { createFakeModel } from "../fakeModel";

/** Attention goes to the token itself and, the more masks there are, to [CLS]; see `hidden` for what vectors say. */
const model = createFakeModel({
  words: ["tea", "soup", "a", "cup", "of", "un", "##do"],
  mlm: (pieces, position) => ({ soup: 3, tea: pieces[position] === "[MASK]" ? 2 : 9 }),
  nsp: (pieces) => [pieces.includes("[MASK]") ? 1 : 3, 1],
  classifier: (pieces) => [pieces.includes("[MASK]") ? 0 : 2, 0, 0],
  labels: ["negative", "neutral", "positive"],
  hidden: (pieces) => pieces.flatMap((piece) => (piece === "[MASK]" ? [0, 1] : [1, 0])),
});

describe("compareMasked", () => {
  it("masks a token, and says what the model would write there, and how far its own word is down", async () => {
    const { tokens, positions, masked, cosines } = await compareMasked(model, { text: "a cup of tea", mask: [4] });
    assert.deepEqual(
      tokens.map(({ text }) => text),
      ["[CLS]", "a", "cup", "of", "tea", "[SEP]"],
    );
    assert.deepEqual(positions, [4]);
    assert.deepEqual(
      masked.map(({ position, fills, original }) => [position, fills[0]?.text, original.text, original.rank]),
      [[4, "soup", "tea", 2]],
    );
    const sum = Math.exp(3) + Math.exp(2) + 10 * Math.exp(-10);
    assert.ok(Math.abs(masked[0]!.original.probability - Math.exp(2) / sum) < 1e-6);
    assert.deepEqual(cosines, [1, 1, 1, 1, 0, 1]);
  });

  it("says how tone or, of a pair, P(next) changes", async () => {
    const { tone, next } = await compareMasked(model, { text: "a cup of tea", mask: ["tea"] });
    assert.ok(Math.abs(tone!.before.negative - Math.exp(2) / (Math.exp(2) + 2)) < 1e-6);
    assert.ok(Math.abs(tone!.after.negative - 1 / 3) < 1e-6);
    assert.equal(next, undefined);
    const pair = await compareMasked(model, { text: "a cup", pair: "of tea", mask: ["tea"] });
    assert.ok(Math.abs(pair.next!.before - 1 / (1 + Math.exp(-2))) < 1e-6);
    assert.equal(pair.next!.after, 0.5);
    assert.equal(pair.tone, undefined);
    assert.deepEqual(pair.positions, [5]);
  });

  const chosen = [
    { name: "all pieces of a word", text: "undo a cup", mask: [2], positions: [1, 2] },
    { name: "a word wherever it stands", text: "tea of Tea", mask: ["tea"], positions: [1, 3] },
    { name: "words and positions together, each once", text: "a cup of tea", mask: ["cup", 2, 1], positions: [1, 2] },
    { name: "no part of a word", text: "tea teas tea", mask: ["tea"], positions: [1, 3] },
    { name: "a word with signs of patterns", text: "a (cup", mask: ["(cup"], positions: [2, 3] },
  ];
  for (const { name, text, mask, positions } of chosen) {
    it(`masks ${name}`, async () => {
      assert.deepEqual((await compareMasked(model, { text, mask })).positions, positions);
    });
  }

  it("lists where one head's attention changed most, most first, and how much of each token's went elsewhere", async () => {
    let asked = 0;
    const counting = createFakeModel({
      words: ["a", "b"],
      // The first sequence's maps are asked for first: 4 × 4 numbers of 2 heads.
      attention: (from, to) => (asked++ < 32 ? (from === to ? 1 : 0) : from === 1 ? 0.25 : from === to ? 1 : 0),
    });
    const { links, moved, layer, head, masked } = await compareMasked(counting, { text: "a b", mask: [1], layer: 2 });
    assert.deepEqual([layer, head], [2, 0]);
    assert.deepEqual(links[0], { from: 1, to: 1, before: 1, after: 0.25 });
    assert.deepEqual(
      links.slice(1, 4).map(({ from, to, after }) => [from, to, after]),
      [
        [1, 0, 0.25],
        [1, 2, 0.25],
        [1, 3, 0.25],
      ],
    );
    assert.deepEqual(moved, [0, 0.75, 0, 0]);
    assert.deepEqual(masked, [], "a model that cannot fill masks");
  });

  const refused = [
    { name: "nothing to mask", text: "a", mask: [], code: "bad-option", message: /empty/ },
    { name: "[CLS]", text: "a", mask: [0], code: "bad-option", message: /mask 0 is "\[CLS\]"/ },
    { name: "a position beyond the text", text: "a", mask: [3], code: "bad-option", message: /mask 3 is no token/ },
    { name: "what is a mask already", text: "a [MASK]", mask: [2], code: "bad-option", message: /a mask already/ },
    { name: "a word that is not there", text: "a cup", mask: ["tea"], code: "bad-option", message: /"tea" is no word/ },
    { name: "an empty word", text: "a cup", mask: [" "], code: "bad-option", message: /no word/ },
    { name: "a layer that is none", text: "a", mask: [1], layer: 9, code: "bad-option", message: /layer is 9/ },
    {
      name: "too many",
      text: "a ".repeat(70),
      mask: ["a"],
      max: 80,
      code: "too-many",
      message: /70 tokens.*at most 64/,
    },
  ];
  for (const { name, code, message, max, ...request } of refused) {
    it(`refuses ${name}`, async () => {
      const asked = max === undefined ? model : createFakeModel({ words: ["a"], maxTokens: max, mlm: () => ({}) });
      await assert.rejects(compareMasked(asked, request), { code, message });
    });
  }

  it("reads the first window of a text over the limit, and says so", async () => {
    const short = createFakeModel({
      words: ["a"],
      maxTokens: 8,
      mlm: () => ({}),
      hidden: (p) => p.flatMap(() => [1, 0]),
    });
    const { tokens, read, moved } = await compareMasked(short, { text: "a ".repeat(20), mask: [1] });
    assert.deepEqual([tokens.length, moved.length, read?.span], [8, 8, { start: 0, end: 11 }]);
  });
});
