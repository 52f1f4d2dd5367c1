import assert from "node:assert/strict";
import { drawBar } from "../../src/wording/drawBar";

describe("drawBar", () => {
  for (const { probability, bar } of [
    { probability: 0, bar: "▱▱▱▱▱▱▱▱▱▱" },
    { probability: 0.04, bar: "▱▱▱▱▱▱▱▱▱▱" },
    { probability: 0.5, bar: "▰▰▰▰▰▱▱▱▱▱" },
    { probability: 1, bar: "▰▰▰▰▰▰▰▰▰▰" },
  ]) {
    it(`draws ${probability} as ${bar}`, () => assert.equal(drawBar(probability), bar));
  }
});
