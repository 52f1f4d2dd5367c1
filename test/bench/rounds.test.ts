import assert from "node:assert/strict";
import { interleave, median, quantile, ratios, summarize } from "./rounds";

describe("rounds of a measurement", () => {
  for (const { name, values, expected } of [
    { name: "of an odd number, the one in the middle", values: [9, 1, 5], expected: 5 },
    { name: "of an even number, between the two in the middle", values: [4, 1, 2, 10], expected: 3 },
  ]) {
    it(`median: ${name}`, () => assert.equal(median(values), expected));
  }

  for (const { share, expected } of [
    { share: 0.95, expected: 19 },
    { share: 0.5, expected: 10 },
    { share: 1, expected: 20 },
    { share: 0, expected: 1 },
  ]) {
    it(`of the numbers from 1 to 20, ${100 * share} % are at most ${expected}`, () => {
      const values = Array.from({ length: 20 }, (_, i) => 20 - i);
      assert.equal(quantile(values, share), expected);
    });
  }

  it("spread is half the range, as a share of the median", () => {
    assert.equal(summarize([8, 10, 14]).spread, 0.3);
  });

  it("a ratio is taken within each round: what slows a round down cancels out", () => {
    assert.deepEqual(ratios([2, 20, 4], [1, 10, 2]).values, [2, 2, 2]);
  });

  it("each side is asked once a round, and each round begins with another", async () => {
    const asked: string[] = [];
    const found = await interleave(2, ["a", "b"] as const, (side, round) => {
      asked.push(`${side}${round}`);
      return Promise.resolve(round);
    });
    assert.deepEqual(asked, ["a0", "b0", "b1", "a1"]);
    assert.deepEqual(found, { a: [0, 1], b: [0, 1] });
  });
});
