import assert from "node:assert/strict";
import type { Fix } from "../../src/lint/fix";
import { listSureFixes } from "../../src/lint/listSureFixes";

const replace = (start: number, end: number, isSure = true): Fix => ({
  kind: "replace",
  span: { start, end },
  text: "x",
  ...(isSure && { isSure }),
});

describe("listSureFixes", () => {
  for (const { name, fixes, expected } of [
    {
      name: "no fix that needs a choice",
      fixes: [[{ kind: "choose", span: { start: 0, end: 2 }, word: "so" }]],
      expected: [],
    },
    { name: "no fix that is not sure", fixes: [[replace(0, 2, false)]], expected: [] },
    {
      name: "one fix of each finding, in order",
      fixes: [[replace(8, 9), replace(10, 11)], [replace(0, 2)]],
      expected: [0, 8],
    },
    { name: "the first of two that overlap", fixes: [[replace(3, 6)], [replace(0, 4)]], expected: [0] },
    { name: "both of two that touch", fixes: [[replace(4, 6)], [replace(0, 4)]], expected: [0, 4] },
  ] as readonly { name: string; fixes: readonly (readonly Fix[])[]; expected: readonly number[] }[]) {
    it(`lists ${name}`, () => {
      const found = listSureFixes(fixes.map((each) => ({ fixes: each })));
      assert.deepEqual(
        found.map(({ span }) => span.start),
        expected,
      );
    });
  }
});
