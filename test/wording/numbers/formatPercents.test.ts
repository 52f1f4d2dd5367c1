import assert from "node:assert/strict";
import { formatPercents } from "../../../src/wording/numbers/formatPercents";

describe("formatPercents", () => {
  for (const [shares, texts] of [
    [
      [0.9, 0.06, 0.04],
      ["90.0 %", "6.0 %", "4.0 %"],
    ],
    [
      [1 / 3, 1 / 3, 1 / 3],
      ["33.4 %", "33.3 %", "33.3 %"],
    ],
    [
      [0.8336, 0.0837, 0.0827],
      ["83.3 %", "8.4 %", "8.3 %"],
    ],
    [
      [0.12345, 0.12345, 0.7531],
      ["12.4 %", "12.3 %", "75.3 %"],
    ],
    [
      [0.9997, 0.0002, 0.0001],
      ["> 99.9 %", "< 0.1 %", "< 0.1 %"],
    ],
    [
      [0.55555, 0.1],
      ["55.6 %", "10.0 %"],
    ],
    [
      [1, 0, 0],
      ["100 %", "0 %", "0 %"],
    ],
  ] as const) {
    it(`writes ${shares.join(", ")} as ${texts.join(", ")}`, () => assert.deepEqual(formatPercents(shares), texts));
  }

  it("sums to 100 %, whatever the shares", () => {
    for (let i = 1; i < 500; i += 1) {
      const shares = [Math.abs(Math.sin(i)) + 0.1, Math.abs(Math.sin(i * 7)) + 0.1, Math.abs(Math.cos(i * 3)) + 0.1];
      const all = shares.reduce((sum, share) => sum + share, 0);
      const texts = formatPercents(shares.map((share) => share / all));
      const tenths = texts.map((text) => Math.round(10 * Number.parseFloat(text)));
      assert.equal(
        tenths.reduce((sum, each) => sum + each, 0),
        1000,
        texts.join(", "),
      );
    }
  });
});
