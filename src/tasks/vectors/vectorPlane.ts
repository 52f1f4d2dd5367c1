import { innerProduct } from "./innerProduct";

/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/** Iterations after which the axes are taken as they are: two that hold equally much have no order. */
const MOST_ITERATIONS = 100;
/** Of a unit vector: a change that no picture shows. */
const CLOSE = 1e-6;
/** Of the variance: what lies along an axis is rounding. */
const NOTHING = 1e-10;

/**
 * The plane in which vectors differ most (their first two principal components), and where they stand in it. Axes are
 * found by orthogonal iteration (Golub and Van Loan, _Matrix Computations_, 8.2.4).
 *
 * @param products - [T, T]: the inner product of each vector with each.
 * @returns T points around 0, 0; and the share of the vectors' variance that the plane holds, 0..1. Turning or mirroring
 *   the plane changes nothing about it: of all ways, the one in which later vectors stand to the right and below.
 */
export function findPlane(products: readonly Float64Array[]): {
  readonly points: readonly Point[];
  readonly share: number;
} {
  const T = products.length;
  const centred = centre(products);
  const variance = centred.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  // All the same, or as good as: no plane is better than another.
  if (T < 2 || !(variance > Number.EPSILON * T * (products[0]?.[0] ?? 0))) {
    return { points: products.map(() => [0, 0]), share: 1 };
  }
  const [first, second] = findAxes(centred, NOTHING * variance);
  const shares = (first.length + second.length) / variance;
  const along = (axis: Axis) => {
    const scale = Math.sqrt(axis.length) * (trend(axis.direction) < 0 ? -1 : 1);
    return axis.direction.map((value) => value * scale);
  };
  const [x, y] = [along(first), along(second)];
  return { points: Array.from(x, (value, i) => [value, y[i] ?? 0]), share: Math.min(1, shares) };
}

/** The points turned, or mirrored and turned, so that they stand as near as can be to where others stand. */
export function turnTowards(points: readonly Point[], others: readonly Point[]): readonly Point[] {
  let [xx, xy, yx, yy] = [0, 0, 0, 0];
  for (const [i, [x, y]] of points.entries()) {
    const [u, v] = others[i] ?? [0, 0];
    xx += x * u;
    xy += x * v;
    yx += y * u;
    yy += y * v;
  }
  // Orthogonal Procrustes in two dimensions: the better of the best rotation and the best reflection.
  const isMirrored = Math.hypot(xx - yy, xy + yx) > Math.hypot(xx + yy, xy - yx);
  const angle = isMirrored ? Math.atan2(xy + yx, xx - yy) : Math.atan2(xy - yx, xx + yy);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return points.map(([x, y]) => {
    const up = isMirrored ? -y : y;
    return [x * cos - up * sin, x * sin + up * cos];
  });
}

/** The inner products of the vectors without their mean. */
function centre(products: readonly Float64Array[]): readonly Float64Array[] {
  const means = products.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  return products.map((row, i) => row.map((value, j) => value - (means[i] ?? 0) - (means[j] ?? 0) + mean));
}

interface Axis {
  /** [T], of length 1. */
  readonly direction: Float64Array;
  /** How much of the variance lies along it. */
  readonly length: number;
}

/** @param least - An axis along which no more lies is none: zeros. */
function findAxes(matrix: readonly Float64Array[], least: number): readonly [Axis, Axis] {
  const T = matrix.length;
  // Any start will do that no text is at right angles to.
  let first = normalise(Float64Array.from({ length: T }, (_, i) => Math.cos(2.4 * i)));
  let second = normalise(Float64Array.from({ length: T }, (_, i) => Math.sin(2.4 * i + 1)));
  for (let round = 0; round < MOST_ITERATIONS; round += 1) {
    const nextFirst = normalise(multiply(matrix, first), least);
    const nextSecond = normalise(without(multiply(matrix, second), nextFirst), least);
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

/** Above 0 where later numbers are larger. */
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

/** Of length 1; zeros if it is no longer than `least`. */
function normalise(vector: Float64Array, least = 0): Float64Array {
  const length = Math.sqrt(innerProduct(vector, vector));
  return vector.map((value) => (length > least ? value / length : 0));
}
