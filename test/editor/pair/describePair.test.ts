import assert from "node:assert/strict";
import { describePair } from "../../../src/editor/pair/describePair";

const PAIR = { isNext: 0.98, margin: 2.5, swapped: 0.9, others: [0.5, 0.99] };

describe("describePair", () => {
  for (const { name, result, short } of [
    { name: "a clear margin above 0 follows", result: PAIR, short: "follows · P(next) 98.0 %, margin +2.5" },
    {
      name: "a clear margin below 0 does not",
      result: { ...PAIR, margin: -1.25 },
      short: "does not follow · P(next) 98.0 %, margin −1.3",
    },
    {
      name: "a high probability alone is unclear",
      result: { ...PAIR, isNext: 0.9999, margin: 0.2 },
      short: "unclear · P(next) > 99.9 %, margin +0.2",
    },
  ]) {
    it(name, () => assert.equal(describePair(result, 0).short, short));
  }

  it("says how many other sentences fit less well", () => {
    assert.ok(describePair(PAIR, 0).long.includes("It fits better than 1 of 2 other sentences of this document."));
  });

  it("does not mention other sentences when the document has none", () => {
    assert.ok(
      describePair({ ...PAIR, others: [] }, 0).long.every((sentence) => !sentence.includes("of this document")),
    );
  });

  for (const { before, said } of [
    { before: 0, said: undefined },
    { before: 1, said: "The sentence before the first was read along." },
    { before: 3, said: "The 3 sentences before the first were read along." },
  ]) {
    it(`says that ${before} sentences were read as context`, () => {
      const found = describePair(PAIR, before).long.find((sentence) => sentence.includes("read along"));
      assert.equal(found, said);
    });
  }
});
