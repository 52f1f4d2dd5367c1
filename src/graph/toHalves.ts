/** From here on, rounding to nearest gives no finite float16 any more. */
const TOO_LARGE = 65520;

/**
 * float16 of float32, rounded to nearest, ties to even.
 *
 * @param values - Finite.
 * @returns The bits. A value that does not fit ({@link fitsHalf}) becomes an infinity.
 * Source: IEEE 754-2019, 3.4 and 4.3.1.
 */
export function toHalves(values: Float32Array): Uint16Array<ArrayBuffer> {
  const bits = new Uint32Array(Float32Array.from(values).buffer);
  return Uint16Array.from(bits, toHalf);
}

/** Whether a value has a finite float16. */
export function fitsHalf(value: number): boolean {
  return Math.abs(value) < TOO_LARGE;
}

function toHalf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127;
  const fraction = (bits & 0x7fffff) | 0x800000;
  // The smallest normal half is 2⁻¹⁴; below it, digits are dropped one by one.
  const dropped = 13 + Math.max(0, -14 - exponent);
  if (dropped > 24) return sign;
  const kept = fraction >>> dropped;
  const rest = fraction & ((1 << dropped) - 1);
  const half = 1 << (dropped - 1);
  const rounded = kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0);
  // The leading 1 of a normal number adds 1 to the exponent below, and so does a carry.
  const base = Math.max(exponent + 14, 0) << 10;
  return sign | Math.min(base + rounded, 0x7c00);
}
