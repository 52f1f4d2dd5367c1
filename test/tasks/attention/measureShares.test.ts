import assert from "node:assert/strict";
import { measureShares } from "../../../src/tasks/attention/measureShares";
import type { Token } from "../../../src/tokenizer/encoding";

/** [CLS] a b [SEP] c [SEP] */
const TOKENS: readonly Token[] = ["[CLS]", "a", "b", "[SEP]", "c", "[SEP]"].map((text, position) => ({
  text,
  id: position,
  kind: text === "[CLS]" ? "cls" : text === "[SEP]" ? "sep" : "word",
  span: { start: 0, end: 0 },
  segment: position < 4 ? 0 : 1,
  position,
  word: undefined,
}));
const T = TOKENS.length;

describe("measureShares", () => {
  it("counts each weight once", () => {
    const raw = Array.from({ length: T * T }, (_, i) => 1 + ((i * 7) % 11));
    const sums = TOKENS.map((_, row) => raw.slice(row * T, (row + 1) * T).reduce((a, b) => a + b, 0));
    const weights = Float32Array.from(raw, (weight, i) => weight / sums[Math.floor(i / T)]!);
    const sum = Object.values(measureShares(TOKENS, weights)).reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum - 1) < 1e-6, `${sum}`);
  });

  for (const { to, place } of [
    { to: 0, place: "special" },
    { to: 1, place: "itself" },
    { to: 2, place: "next" },
    { to: 3, place: "special" },
    { to: 4, place: "otherSegment" },
  ]) {
    it(`counts what a gives to token ${to} as ${place}, and the rest as special`, () => {
      const weights = Float32Array.from({ length: T * T }, (_, i) =>
        Number(i % T === (Math.floor(i / T) === 1 ? to : 0)),
      );
      const told = Object.entries(measureShares(TOKENS, weights)).filter(([, share]) => share > 0);
      const expected = place === "special" ? [["special", 1]] : [["special", 5 / 6], [place, 1 / 6]]; // prettier-ignore
      assert.deepEqual(
        told.map(([name, share]) => [name, share.toFixed(3)]),
        expected.map(([name, share]) => [name, (share as number).toFixed(3)]),
      );
    });
  }

  it("counts an unknown word as a word", () => {
    const unknown = TOKENS.map((token) => (token.text === "b" ? { ...token, kind: "unk" as const } : token));
    const weights = Float32Array.from({ length: T * T }, (_, i) => Number(i % T === 2));
    assert.deepEqual(measureShares(unknown, weights), measureShares(TOKENS, weights));
  });

  it("tells the token before from farther tokens of the same segment", () => {
    const b = Float32Array.from({ length: T * T }, (_, i) => Number(Math.floor(i / T) === 2 && i % T === 1));
    assert.deepEqual(measureShares(TOKENS, b).previous.toFixed(3), "0.167");
    const four = [0, 1, 2, 3].map((position) => ({ ...TOKENS[1]!, position }));
    const far = Float32Array.from({ length: 16 }, (_, i) => Number(i === 3));
    assert.equal(measureShares(four, far).sameSegment, 1 / 4);
  });
});
