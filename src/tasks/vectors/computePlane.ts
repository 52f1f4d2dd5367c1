import { type Axis, computeAxes } from "./computeAxes";
import { SymmetricMatrix } from "./symmetricMatrix";

/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/**
 * Finds the plane in which vectors differ most (their first two principal components), and where they stand in it.
 *
 * @param products - [T, T]: the inner product of each vector with each, also after the same vector was subtracted from all.
 * @param lengths - [T]: what varies by less than the rounding of the longest vector does not vary.
 * @returns T points around 0, 0, and the share of the vectors' variance that the plane holds, 0..1. The plane may be
 *   turned and mirrored freely; here later vectors stand to the right and below.
 */
export function computePlane(
  products: Float32Array | Float64Array,
  lengths: Float64Array,
): { readonly points: readonly Point[]; readonly share: number } {
  const T = lengths.length;
  const centred = new SymmetricMatrix(centre(products, T), T);
  const variance = centred.trace;
  const most = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  // The vectors are equal but for rounding: no plane is better than another.
  if (T < 2 || !(variance > Number.EPSILON * T * most * most)) {
    return { points: Array.from(lengths, () => [0, 0]), share: 1 };
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

/** The inner products of the vectors after their mean is subtracted, [T, T]. */
function centre(products: Float32Array | Float64Array, T: number): Float64Array {
  const means = new Float64Array(T);
  let mean = 0;
  for (let row = 0; row < T; row += 1) {
    let sum = 0;
    for (let column = 0; column < T; column += 1) sum += products[row * T + column] ?? NaN;
    means[row] = sum / T;
    mean += sum / T / T;
  }
  const centred = new Float64Array(T * T);
  for (let row = 0; row < T; row += 1) {
    const shift = mean - (means[row] ?? NaN);
    for (let column = 0; column < T; column += 1) {
      const at = row * T + column;
      centred[at] = (products[at] ?? NaN) - (means[column] ?? NaN) + shift;
    }
  }
  return centred;
}

/** Above 0 if later numbers are larger. */
function trend(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  return values.reduce((sum, value, i) => sum + value * (i - middle), 0);
}
