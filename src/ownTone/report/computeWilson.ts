/** The 0.975 quantile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * The 95 % confidence interval of a share of which `hits` of `trials` were seen; 0 to 1 where nothing was seen.
 * Source: Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927), 209-212.
 */
export function computeWilson(hits: number, trials: number): readonly [number, number] {
  if (trials === 0) return [0, 1];
  const share = hits / trials;
  const weight = (Z * Z) / trials;
  const middle = (share + weight / 2) / (1 + weight);
  const half = (Math.sqrt((share * (1 - share)) / trials + weight / (4 * trials)) * Z) / (1 + weight);
  // At no hit and at all hits, the end is exact, and rounding would miss it.
  return [hits === 0 ? 0 : middle - half, hits === trials ? 1 : middle + half];
}
