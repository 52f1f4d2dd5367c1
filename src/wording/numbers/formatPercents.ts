import { formatPercent } from "./formatPercent";

/** Tenths of a percent in the whole. */
const WHOLE = 1000;

/**
 * Probabilities of everything that can be, as `formatPercent` writes them, but rounded so that what is read sums to
 * 100 %: where the tenths fall short, the largest remainders are rounded up.
 *
 * @param shares - Those that do not sum to 1 are rounded each by itself.
 */
export function formatPercents(shares: readonly number[]): readonly string[] {
  const sum = shares.reduce((all, share) => all + share, 0);
  if (Math.abs(sum - 1) > 1 / WHOLE) return shares.map(formatPercent);
  const down = shares.map((share) => Math.floor(share * WHOLE));
  const missing = WHOLE - down.reduce((sum, tenths) => sum + tenths, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share * WHOLE - Math.floor(share * WHOLE) }))
    .sort((a, b) => b.remainder - a.remainder)
    .slice(0, Math.max(0, missing));
  const up = new Set(byRemainder.map(({ index }) => index));
  return shares.map((share, index) => {
    const tenths = (down[index] ?? 0) + (up.has(index) ? 1 : 0);
    // A rounded 0 or 100 that is not one is said in words, as for a single probability.
    return tenths === 0 || tenths >= WHOLE ? formatPercent(share) : formatPercent(tenths / WHOLE);
  });
}
