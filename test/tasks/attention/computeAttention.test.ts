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
    assert.deepEqual(result.attention[1], [10100, 10101, 10102, 10103]);
    assert.equal(result.isNext, undefined);
  });

  it("defaults to the last layer and the first head, and adds P(next) for a pair", async () => {
    const result = await computeAttention(model, { text: "a", pair: "b c" });
    assert.deepEqual([result.layer, result.head, result.isNext], [3, 0, 0.5]);
    assert.deepEqual(
      result.tokens.map(({ segment }) => segment),
      [0, 0, 0, 1, 1, 1],
    );
  });

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
