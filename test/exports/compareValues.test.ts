import assert from "node:assert/strict";
import { compareValues } from "../../src/exports/compareValues";

const CASES = [
  { name: "equal values", found: { a: [1, "x", null] }, expected: { a: [1, "x", null] }, numbers: 1, place: undefined },
  { name: "rounding", found: [0.5, 200], expected: [0.50005, 200.01], numbers: 2, place: undefined },
  { name: "another number", found: { a: [1, 2] }, expected: { a: [1, 2.1] }, numbers: 2, place: "a[1]" },
  { name: "another word", found: { a: "x" }, expected: { a: "y" }, numbers: 0, place: "a" },
  { name: "a shorter list", found: { a: [1] }, expected: { a: [1, 2] }, numbers: 1, place: "a[1]" },
  { name: "a field less", found: {}, expected: { a: 1 }, numbers: 0, place: "a" },
  { name: "a list for an object", found: { a: [] }, expected: { a: {} }, numbers: 0, place: "a" },
  { name: "no number", found: [NaN], expected: [1], numbers: 1, place: "[0]" },
];

describe("compareValues", () => {
  for (const { name, found, expected, numbers, place } of CASES) {
    it(`${place === undefined ? "takes for the same" : "tells apart"}: ${name}`, () => {
      const comparison = compareValues(found, expected);
      assert.equal(comparison.first?.place, place);
      assert.equal(comparison.numbers, numbers);
    });
  }
});
