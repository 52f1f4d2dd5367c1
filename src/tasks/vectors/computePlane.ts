import { innerProduct } from "./innerProduct";

/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/** After so many iterations the axes are taken as they are: two axes that hold the same share never settle. */
const MOST_ITERATIONS = 100;
/** A change of a unit vector that no picture shows. */
const CLOSE = 1e-6;
/** An axis with a smaller share of the variance holds rounding errors. */
const NOTHING = 1e-10;

/**
 * Finds the plane in which vectors differ most (their first two principal components), and where they stand in it.
 * Source: orthogonal iteration, Golub and Van Loan, _Matrix Computations_, 8.2.4.
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
  const [first, second] = computeAxes(centred, NOTHING * variance);
  const shares = (first.length + second.length) / variance;
  const along = (axis: Axis) => {
    const scale = Math.sqrt(axis.length) * (trend(axis.direction) < 0 ? -1 : 1);
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

interface Axis {
  /** [T], of length 1. */
  readonly direction: Float64Array;
  /** The variance along it. */
  readonly length: number;
}

/** @param least - An axis with no more variance than this comes back as zeros. */
function computeAxes(matrix: readonly Float64Array[], least: number): readonly [Axis, Axis] {
  const T = matrix.length;
  // Any start will do, as long as no text is at right angles to it.
  let first = normalize(Float64Array.from({ length: T }, (_, i) => Math.cos(2.4 * i)));
  let second = normalize(Float64Array.from({ length: T }, (_, i) => Math.sin(2.4 * i + 1)));
  for (let round = 0; round < MOST_ITERATIONS; round += 1) {
    const nextFirst = normalize(multiply(matrix, first), least);
    const nextSecond = normalize(without(multiply(matrix, second), nextFirst), least);
    const isClose = isSame(nextFirst, first) && isSame(nextSecond, second);
    [first, second] = [nextFirst, nextSecond];
    if (isClose) break;
  }
  const toAxis = (direction: Float64Array) => ({
    direction,
    length: Math.max(0, innerProduct(multiply(matrix, direction), direction)),
  });
  return [toAxis(first), toAxis(second)];
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => Math.abs(value - (b[i] ?? 0)) < CLOSE);
}

/** Above 0 if later numbers are larger. */
function trend(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  return values.reduce((sum, value, i) => sum + value * (i - middle), 0);
}

function multiply(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => innerProduct(row, vector));
}

function without(vector: Float64Array, direction: Float64Array): Float64Array {
  const part = innerProduct(vector, direction);
  return vector.map((value, i) => value - part * (direction[i] ?? 0));
}

/** The vector at length 1; zeros if it is no longer than `least`. */
function normalize(vector: Float64Array, least = 0): Float64Array {
  const length = Math.sqrt(innerProduct(vector, vector));
  return vector.map((value) => (length > least ? value / length : 0));
}
