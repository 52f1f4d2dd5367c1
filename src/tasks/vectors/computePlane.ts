import { type Axis, computeAxes } from "./computeAxes";

/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/**
 * Finds the plane in which vectors differ most (their first two principal components), and where they stand in it.
 *
 * @param products - [T, T]: the inner product of each vector with each.
 * @returns T points around 0, 0, and the share of the vectors' variance that the plane holds, 0..1. The plane may be
 *   turned and mirrored freely; here later vectors stand to the right and below.
 */
export function computePlane(products: readonly Float64Array[]): {
  readonly points: readonly Point[];
  readonly share: number;
} {
  const T = products.length;
  const centred = centre(products);
  const variance = centred.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  // The vectors are equal but for rounding: no plane is better than another.
  if (T < 2 || !(variance > Number.EPSILON * T * (products[0]?.[0] ?? 0))) {
    return { points: products.map(() => [0, 0]), share: 1 };
  }
  const [first, second] = computeAxes(centred);
  const shares = (first.variance + second.variance) / variance;
  const along = (axis: Axis) => {
    const scale = Math.sqrt(axis.variance) * (trend(axis.direction) < 0 ? -1 : 1);
    return axis.direction.map((value) => value * scale);
  };
  const [x, y] = [along(first), along(second)];
  return { points: Array.from(x, (value, i) => [value, y[i] ?? 0]), share: Math.min(1, shares) };
}

/** The inner products of the vectors after their mean is subtracted. */
function centre(products: readonly Float64Array[]): readonly Float64Array[] {
  const means = products.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  return products.map((row, i) => row.map((value, j) => value - (means[i] ?? 0) - (means[j] ?? 0) + mean));
}

/** Above 0 if later numbers are larger. */
function trend(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  return values.reduce((sum, value, i) => sum + value * (i - middle), 0);
}
