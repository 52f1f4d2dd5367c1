import assert from "node:assert/strict";
import { areaUnderCurve, findAccuracy, findCalibrationError, findLargest, findMacroF1, type Judged } from "./figures";

const ROUNDING = 1e-12;

const close = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) <= ROUNDING, `${found}, expected ${expected}`);

describe("the figures of evaluate", () => {
  const rows: readonly Judged[] = [
    { probabilities: [0.7, 0.2, 0.1], label: 0 },
    { probabilities: [0.2, 0.5, 0.3], label: 1 },
    { probabilities: [0.1, 0.2, 0.7], label: 1 },
    { probabilities: [0.34, 0.33, 0.33], label: 2 },
    { probabilities: [0.05, 0.05, 0.9], label: 2 },
    { probabilities: [0, 0, 1], label: 2 },
    { probabilities: [0.6, 0.3, 0.1], label: 1 },
    { probabilities: [0.25, 0.25, 0.5], label: 0 },
  ];
  // What the recipe's own functions give for these rows: `macro_f1` and `calibration_error`.
  it("are the recipe's: accuracy", () => close(findAccuracy(rows), 0.5));
  it("are the recipe's: macro-F1", () => close(findMacroF1(rows), 0.4904761904761905));
  it("are the recipe's: calibration error", () => close(findCalibrationError(rows), 0.18));

  it("take the first of equal classes", () => assert.equal(findLargest([0.2, 0.4, 0.4]), 1));

  for (const { name, higher, lower, expected } of [
    { name: "1 where all are apart", higher: [3, 4], lower: [1, 2], expected: 1 },
    { name: "0 where all are the other way round", higher: [1, 2], lower: [3, 4], expected: 0 },
    { name: "half where all are equal", higher: [0, 0], lower: [0], expected: 0.5 },
    // The recipe's `area_under_curve`; of 12 pairs 9 are above and 2 equal.
    { name: "the recipe's with ties", higher: [3, 1, 2, 2], lower: [2, 0, -1], expected: 10 / 12 },
  ]) {
    it(`give an area under the curve of ${name}`, () => close(areaUnderCurve(higher, lower), expected));
  }
});
