import assert from "node:assert/strict";
import { formatPercent } from "../../../src/wording/numbers/formatPercent";

describe("formatPercent", () => {
  for (const [probability, text] of [
    [0, "0 %"],
    [0.0001, "< 0.1 %"],
    [0.0005, "0.1 %"],
    [0.1234, "12.3 %"],
    [0.9994, "99.9 %"],
    [0.9999, "> 99.9 %"],
    [1, "100 %"],
  ] as const) {
    it(`writes ${probability} as ${text}`, () => assert.equal(formatPercent(probability), text));
  }

  for (const probability of [NaN, -0.1, 1.1, Infinity]) {
    it(`refuses ${probability}`, () => {
      assert.throws(() => formatPercent(probability), RangeError);
    });
  }
});
