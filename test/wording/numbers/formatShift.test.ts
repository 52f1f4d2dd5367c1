import assert from "node:assert/strict";
import { formatShift } from "../../../src/wording/numbers/formatShift";

describe("formatShift", () => {
  for (const [before, after, text] of [
    [0.1, 0.421, "+32.1 points"],
    [0.421, 0.1, "−32.1 points"],
    [0, 1, "+100.0 points"],
    [0.5, 0.5, "no change"],
    [0.5, 0.5001, "+< 0.1 points"],
    [0.5, 0.4999, "−< 0.1 points"],
  ] as const) {
    it(`says "${text}" from ${before} to ${after}`, () => assert.equal(formatShift(before, after), text));
  }
});
