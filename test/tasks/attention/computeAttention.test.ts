import assert from "node:assert/strict";
import { computeAttention } from "../../../src/tasks/attention/computeAttention";
import { createFakeModel } from "../fakeModel";

const model = createFakeModel({ words: ["a", "b", "c"], maxTokens: 10, nsp: () => [0, 0] });

const roomy = createFakeModel({ words: ["a", "b", "c"], maxTokens: 32, nsp: () => [0, 0] });

describe("computeAttention", () => {
  it("answers with the layer and head that were asked for, row by row, and the tokens", async () => {
    const result = await computeAttention(model, { text: "a b", layer: 2, head: 1 });
    assert.deepEqual(
      result.tokens.map(({ text }) => text),
      ["[CLS]", "a", "b", "[SEP]"],
    );
    assert.deepEqual(model.requests.at(-1)!.attention, [2]);
    assert.deepEqual([...result.attention.slice(4, 8)], [10100, 10101, 10102, 10103]);
    assert.equal(result.isNext, undefined);
  });

  it("defaults to the last layer and the first head, and adds P(next) for a pair", async () => {
    const result = await computeAttention(model, { text: "a", pair: "b c" });
    assert.deepEqual([result.heads, result.isNext], [[{ layer: 3, head: 0 }], 0.5]);
    assert.deepEqual(
      result.tokens.map(({ segment }) => segment),
      [0, 0, 0, 1, 1, 1],
    );
  });

  for (const { name, asked, heads, row } of [
    {
      name: "two heads of two layers, in whatever order they are named",
      asked: {
        heads: [
          { layer: 3, head: 1 },
          { layer: 0, head: 0 },
        ],
      },
      heads: ["0:0", "3:1"],
      // Of head 0 and of head 1, which count 10,000 more.
      row: [5100, 5101, 5102, 5103],
    },
    {
      name: "all heads of a layer",
      asked: { heads: "mean", layer: 2 },
      heads: ["2:0", "2:1"],
      row: [5100, 5101, 5102, 5103],
    },
    {
      name: "all heads of all layers",
      asked: { heads: "mean" },
      heads: ["0:0", "0:1", "1:0", "1:1", "2:0", "2:1", "3:0", "3:1"],
      row: [5100, 5101, 5102, 5103],
    },
    { name: "one head", asked: { heads: [{ layer: 1, head: 1 }] }, heads: ["1:1"], row: [10100, 10101, 10102, 10103] },
  ] as const) {
    it(`is the mean of ${name}`, async () => {
      const result = await computeAttention(model, { text: "a b", ...asked });
      assert.deepEqual(
        result.heads.map(({ layer, head }) => `${layer}:${head}`),
        heads,
      );
      assert.deepEqual([...result.attention.slice(4, 8)], row);
    });
  }

  for (const { name, asked, message } of [
    { name: "no head", asked: { heads: [] }, message: /empty list, expected at least one head/ },
    { name: "a head that there is not", asked: { heads: [{ layer: 0, head: 2 }] }, message: /head is 2, .* 0 to 1/ },
    {
      name: "a layer that there is not",
      asked: { heads: [{ layer: -1, head: 0 }] },
      message: /layer is -1, .* 0 to 3/,
    },
    { name: "half a head", asked: { heads: [{ layer: 0, head: 0.5 }] }, message: /head is 0\.5/ },
    {
      name: "a head named twice",
      asked: {
        heads: [
          { layer: 1, head: 0 },
          { layer: 1, head: 0 },
        ],
      },
      message: /head 1:0 twice, expected each head once/,
    },
    { name: "a head beside heads", asked: { heads: "mean", head: 0 }, message: /head 0 beside heads/ },
    { name: "a layer beside a list", asked: { heads: [{ layer: 0, head: 0 }], layer: 0 }, message: /layer 0 beside/ },
    { name: "the mean of a layer that there is not", asked: { heads: "mean", layer: 4 }, message: /layer is 4/ },
  ] as const) {
    it(`refuses ${name}`, async () => {
      await assert.rejects(computeAttention(model, { text: "a", ...asked }), { code: "bad-option", message });
    });
  }

  for (const { text, pieces, spans } of [
    { text: "a [MASK|b,c] c", pieces: ["a", "[MASK]", "c"], spans: ["a", "[MASK|b,c]", "c"] },
    { text: "a [MASK*2]c", pieces: ["a", "[MASK]", "[MASK]", "c"], spans: ["a", "[MASK*2]", "[MASK*2]", "c"] },
    { text: "[MASK] [MASK|b]", pieces: ["[MASK]", "[MASK]"], spans: ["[MASK]", "[MASK|b]"] },
  ]) {
    it(`reads ${text} as masks, not as letters`, async () => {
      const { tokens } = await computeAttention(roomy, { text, pair: text });
      for (const segment of [0, 1]) {
        const own = tokens.filter(({ kind, segment: of }) => of === segment && kind !== "cls" && kind !== "sep");
        assert.deepEqual(
          own.map((token) => token.text),
          pieces,
        );
        assert.deepEqual(
          own.map(({ span }) => text.slice(span.start, span.end)),
          spans,
        );
      }
      assert.deepEqual(
        tokens.map(({ position }) => position),
        tokens.map((_, i) => i),
      );
    });
  }

  it("reads blanks as letters where the caller asks for no masks, and those that ask for too many pieces", async () => {
    for (const request of [
      { text: "[MASK*2]", specials: "none" },
      { text: "[MASK*9]" },
      { text: "[MASK*0]" },
    ] as const) {
      const { tokens } = await computeAttention(model, request);
      assert.ok(!tokens.some(({ kind }) => kind === "mask"), request.text);
    }
  });

  it("says where the head's attention goes", async () => {
    const even = createFakeModel({ words: ["a", "b"], attention: () => 1 / 5 });
    const { shares } = await computeAttention(even, { text: "a b b" });
    const round = Object.entries(shares).map(([place, share]) => [place, Math.round(share * 25)]);
    // 10 of the 25 weights go to [CLS] and [SEP]. Three words look at themselves, three tokens at the word before them and
    // three at the word after them, which leaves 6.
    assert.deepEqual(Object.fromEntries(round), {
      special: 10,
      itself: 3,
      previous: 3,
      next: 3,
      sameSegment: 6,
      otherSegment: 0,
    });
  });

  it("reads the start of a text over the limit, and says so", async () => {
    const result = await computeAttention(model, { text: "a ".repeat(50) });
    assert.equal(result.tokens.length, 10);
    assert.deepEqual(result.read?.span, { start: 0, end: 15 });
  });

  for (const option of [{ layer: 4 }, { layer: -1 }, { head: 2 }, { head: 0.5 }, { layer: NaN }]) {
    it(`refuses ${JSON.stringify(option)}`, () =>
      assert.rejects(computeAttention(model, { text: "a", ...option }), { code: "bad-option" }));
  }
});
