import assert from "node:assert/strict";
import { formatBar } from "../../../src/cli/print/formatBar";

describe("formatBar", () => {
  for (const [probability, bar] of [
    [0, ""],
    [1, "█".repeat(24)],
    [0.5, "█".repeat(12)],
    [1 / 48, "▌"],
    [1.5, "█".repeat(24)],
  ] as const) {
    it(`draws ${probability.toFixed(3)} as ${bar.length} characters`, () => assert.equal(formatBar(probability), bar));
  }
});
