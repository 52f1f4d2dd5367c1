import { formatFixed } from "./formatFixed";

/** Sums and differences of float32 shares may land this far outside 0..1. */
const ROUNDING = 1e-6;

/**
 * A probability or a share as people read it: "42.1 %" for 0.421. Nothing is rounded to 0 % or 100 %: those are exact.
 *
 * @throws {RangeError} outside 0..1, unless rounding explains it.
 */
export function formatPercent(share: number): string {
  if (!(share >= -ROUNDING && share <= 1 + ROUNDING)) throw new RangeError(`share is ${share}, expected 0 to 1`);
  if (share <= 0) return "0 %";
  if (share < 0.0005) return `< ${formatFixed(0.1, 1)} %`;
  if (share >= 0.9995) return share >= 1 ? "100 %" : `> ${formatFixed(99.9, 1)} %`;
  return `${formatFixed(share * 100, 1)} %`;
}
