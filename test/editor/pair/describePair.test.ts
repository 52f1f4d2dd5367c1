import assert from "node:assert/strict";
import { describePair } from "../../../src/editor/pair/describePair";

const PAIR = { precision: "int8" as const, isNext: 0.98, margin: 2.5, swapped: 0.9, others: [0.5, 0.6, 0.99] };
/** VS Code's default of `editor.inlayHints.maximumLength`. */
const LONGEST_HINT = 43;

describe("describePair", () => {
  it("never says P(next) of a model that was taught sentence order", () => {
    const { long } = describePair({ ...PAIR, others: [], pairQuestion: "order" }, 1);
    assert.ok(
      long.every((sentence) => !/P\(next\)|follow/.test(sentence)),
      long.join("\n"),
    );
    assert.ok(long.some((sentence) => sentence.includes("P(in order) is")));
  });

  for (const { name, result, short } of [
    { name: "a clear margin above 0 follows", result: PAIR, short: "follows: fits better than 2 of 3 others" },
    {
      name: "a low probability that beats the others follows",
      result: { precision: "int8" as const, isNext: 0.196, margin: 1.4, swapped: 0.1, others: [0.01, 0.02, 0.03, 0.3] },
      short: "follows: fits better than 3 of 4 others",
    },
    {
      name: "a clear margin below 0 does not",
      result: { precision: "int8" as const, isNext: 0.98, margin: -1.25, swapped: 0.99, others: [0.97, 0.99, 0.999] },
      short: "does not follow: 2 of 3 others fit better",
    },
    {
      name: "a high probability alone is unclear",
      result: { ...PAIR, isNext: 0.9999, margin: 0.2 },
      short: "unclear: fits better than 3 of 3 others",
    },
    {
      name: "a margin above 0 that most others contradict is unclear",
      result: { ...PAIR, others: [0.0001, 0.99, 0.99] },
      short: "unclear: fits better than 1 of 3 others",
    },
    {
      name: "a margin below 0 that most others contradict is unclear",
      result: { ...PAIR, margin: -2, others: [0.9, 0.9, 0.9999] },
      short: "unclear: fits better than 2 of 3 others",
    },
    {
      name: "without others the swapped pair is compared",
      result: { ...PAIR, others: [] },
      short: "follows: fits better than swapped",
    },
    {
      name: "sentence order is no next sentence",
      result: { ...PAIR, others: [], pairQuestion: "order" as const },
      short: "in order: 98.0 %, swapped 90.0 %",
    },
    {
      name: "without others the swapped pair may be better",
      result: { ...PAIR, isNext: 0.3, margin: -3, others: [] },
      short: "does not follow: would fit better swapped",
    },
  ]) {
    it(name, () => {
      assert.equal(describePair(result, 0).short, short);
      assert.ok(short.length <= LONGEST_HINT);
    });
  }

  it("names P(next) beside those that it is compared with, and the margin last", () => {
    assert.deepEqual(describePair(PAIR, 0).long, [
      "The second sentence follows the first.",
      "It fits better here than 2 of 3 other sentences of this document.",
      "In this order the two fit better than swapped.",
      "P(next), the model's raw number, is 98.0 %; it is 60.0 % for the others (their median) and 90.0 % with the two swapped.",
      'In log-odds it is 2.5 above all of these, on average (the margin). From 1 up Cloze says "follows", from −1 down "does not follow".',
    ]);
  });

  it("does not mention other sentences when the document has none", () => {
    assert.ok(
      describePair({ ...PAIR, others: [] }, 0).long.every((sentence) => !/of this document|others/.test(sentence)),
    );
  });

  for (const { before, said } of [
    { before: 0, said: undefined },
    { before: 1, said: /^The sentence before the first was read along, so P\(next\) is not that of the two alone/ },
    { before: 2, said: /^The 2 sentences before the first were read along, so P\(next\)/ },
  ]) {
    it(`says that ${before} sentences were read as context`, () => {
      const found = describePair(PAIR, before).long.find((sentence) => sentence.includes("read along"));
      if (said === undefined) assert.equal(found, undefined);
      else assert.match(found ?? "", said);
    });
  }
});
