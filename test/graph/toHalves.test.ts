import assert from "node:assert/strict";
import { fitsHalf, toHalves } from "../../src/graph/toHalves";
import { createRandom } from "./createRandom";

/** The exact value of a float16. */
function readHalf(bits: number): number {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >>> 10) & 31, bits & 0x3ff];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

describe("toHalves", () => {
  it("gives every float16 back", () => {
    const all = Array.from({ length: 0x10000 }, (_, bits) => bits).filter((bits) => !Number.isNaN(readHalf(bits)));
    assert.deepEqual([...toHalves(Float32Array.from(all, readHalf))], all);
  });

  it("takes the nearest, and of two the even one", () => {
    const random = createRandom(5);
    const values = Float32Array.from({ length: 20_000 }, () => (random() - 0.5) * 2 ** (34 * random() - 17));
    toHalves(values).forEach((bits, i) => {
      const value = values[i]!;
      const error = Math.abs(readHalf(bits) - value);
      for (const next of [bits - 1, bits + 1]) {
        const other = Math.abs(readHalf(next) - value);
        if (Number.isNaN(other) || next >>> 15 !== bits >>> 15) continue;
        assert.ok(error < other || (error === other && (bits & 1) === 0), `${value}: ${bits}`);
      }
    });
    // 1 + 2⁻¹¹ lies between 1 and 1 + 2⁻¹⁰; 1 + 3·2⁻¹¹ between 1 + 2⁻¹⁰ and 1 + 2⁻⁹.
    assert.deepEqual([...toHalves(Float32Array.of(1 + 2 ** -11, 1 + 3 * 2 ** -11))], [0x3c00, 0x3c02]);
  });

  it("says what does not fit", () => {
    assert.deepEqual([65504, 65519, -65519, 65520, -1e6].map(fitsHalf), [true, true, true, false, false]);
    assert.deepEqual([...toHalves(Float32Array.of(65519, 65520, -1e30))], [0x7bff, 0x7c00, 0xfc00]);
  });
});
