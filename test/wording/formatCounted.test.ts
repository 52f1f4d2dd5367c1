import assert from "node:assert/strict";
import { formatCounted } from "../../src/wording/formatCounted";

describe("formatCounted", () => {
  for (const [count, text] of [
    [0, "0 files"],
    [1, "1 file"],
    [2, "2 files"],
    [1200, "1,200 files"],
  ] as const) {
    it(`writes ${text}`, () => assert.equal(formatCounted(count, "file"), text));
  }
});
