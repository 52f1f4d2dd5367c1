import assert from "node:assert/strict";
import { computeAttention } from "../../../src/tasks/attention/computeAttention";
import { createFakeModel } from "../fakeModel";

const model = createFakeModel({ words: ["a", "b", "c"], maxTokens: 10, nsp: () => [0, 0] });

describe("readAttention", () => {
  it("is the asked layer and head, rows by columns, beside its tokens", async () => {
    const result = await computeAttention(model, { text: "a b", layer: 2, head: 1 });
    assert.deepEqual(
      result.tokens.map(({ text }) => text),
      ["[CLS]", "a", "b", "[SEP]"],
    );
    assert.deepEqual(model.requests.at(-1)!.attention, [2]);
    assert.deepEqual(result.attention[1], [10100, 10101, 10102, 10103]);
    assert.equal(result.isNext, undefined);
  });

  it("is the last layer and the first head unless said, and P(next) for a pair", async () => {
    const result = await computeAttention(model, { text: "a", pair: "b c" });
    assert.deepEqual([result.layer, result.head, result.isNext], [3, 0, 0.5]);
    assert.deepEqual(
      result.tokens.map(({ segment }) => segment),
      [0, 0, 0, 1, 1, 1],
    );
  });

  it("says where the head's attention goes", async () => {
    const even = createFakeModel({ words: ["a", "b"], attention: () => 1 / 5 });
    const { shares } = await computeAttention(even, { text: "a b b" });
    const round = Object.entries(shares).map(([place, share]) => [place, Math.round(share * 25)]);
    // Of the 25 weights 10 go to [CLS] and [SEP]; each of three tokens looks at itself, four have one before them that
    // is a word, [CLS] and two of the words one after them; 8 that are farther off are left.
    assert.deepEqual(Object.fromEntries(round), {
      special: 10,
      itself: 3,
      previous: 3,
      next: 3,
      sameSegment: 6,
      otherSegment: 0,
    });
  });

  it("over the limit it is that of the start, and says so", async () => {
    const result = await computeAttention(model, { text: "a ".repeat(50) });
    assert.equal(result.tokens.length, 10);
    assert.deepEqual(result.read?.span, { start: 0, end: 15 });
  });

  for (const option of [{ layer: 4 }, { layer: -1 }, { head: 2 }, { head: 0.5 }, { layer: NaN }]) {
    it(`refuses ${JSON.stringify(option)}`, () =>
      assert.rejects(computeAttention(model, { text: "a", ...option }), { code: "bad-option" }));
  }
});
