/** Float32 shares that are summed or subtracted may land this far outside. */
const ROUNDING = 1e-6;

/**
 * A probability or a share as a reader takes it in: "42.1 %" for 0.421, and never a rounded 0 or 100 that is not one.
 *
 * @throws {RangeError} outside 0..1, but for what rounding does to a sum.
 */
export function formatPercent(share: number): string {
  if (!(share >= -ROUNDING && share <= 1 + ROUNDING)) throw new RangeError(`share is ${share}, expected 0 to 1`);
  if (share <= 0) return "0 %";
  if (share < 0.0005) return "< 0.1 %";
  if (share >= 0.9995) return share >= 1 ? "100 %" : "> 99.9 %";
  return `${(share * 100).toFixed(1)} %`;
}
