export interface Standardized {
  /** N rows of H features, with a 1 behind, by which an intercept is one weight more. */
  readonly features: readonly Float64Array[];
  /** H. */
  readonly mean: Float64Array;
  /** H standard deviations (of all rows, divided by N); 1 for a feature that is the same in all rows. */
  readonly scale: Float64Array;
}

/**
 * Takes its mean off each feature and divides it by its standard deviation.
 * Source: scikit-learn 1.9, StandardScaler, and what it takes for a constant.
 *
 * @param vectors - N vectors of H numbers, N at least 1.
 */
export function standardize(vectors: readonly ArrayLike<number>[]): Standardized {
  const rows = vectors.length;
  const columns = vectors[0]?.length ?? 0;
  const mean = new Float64Array(columns);
  const variance = new Float64Array(columns);
  for (const vector of vectors) {
    for (let k = 0; k < columns; k += 1) mean[k] = (mean[k] ?? NaN) + (vector[k] ?? NaN) / rows;
  }
  for (const vector of vectors) {
    for (let k = 0; k < columns; k += 1) {
      variance[k] = (variance[k] ?? NaN) + ((vector[k] ?? NaN) - (mean[k] ?? NaN)) ** 2 / rows;
    }
  }
  const scale = variance.map((each, k) => {
    const rounding = rows * Number.EPSILON * (each + rows * Number.EPSILON * (mean[k] ?? NaN) ** 2);
    return each <= rounding ? 1 : Math.sqrt(each);
  });
  return { features: vectors.map((vector) => standardizeOne(vector, mean, scale)), mean, scale };
}

/** @param mean, scale - H each. @returns H features, with a 1 behind. */
export function standardizeOne(
  vector: ArrayLike<number>,
  mean: ArrayLike<number>,
  scale: ArrayLike<number>,
): Float64Array {
  const features = new Float64Array(mean.length + 1);
  for (let k = 0; k < mean.length; k += 1) features[k] = ((vector[k] ?? NaN) - (mean[k] ?? NaN)) / (scale[k] ?? NaN);
  features[mean.length] = 1;
  return features;
}
