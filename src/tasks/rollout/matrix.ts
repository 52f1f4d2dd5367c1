/** A square matrix, [T, T], by rows. */
export type Matrix = readonly Float64Array[];

export function createIdentity(T: number): Matrix {
  return Array.from({ length: T }, (_, row) => createUnit(T, row));
}

/** [T]: 1 at one place, 0 elsewhere. */
export function createUnit(T: number, at: number): Float64Array {
  const row = new Float64Array(T);
  row[at] = 1;
  return row;
}

/**
 * The rows of a matrix, by their shares. Four rows are added at a time: the sum is then read and written a quarter as
 * often.
 *
 * @param shares - [T] @returns [T]
 */
export function mixRows(shares: Float64Array, rows: Matrix): Float64Array {
  const T = shares.length;
  const sum = new Float64Array(T);
  const nothing = new Float64Array(T);
  for (let k = 0; k < T; k += 4) {
    const [a, b, c, d] = [shares[k] ?? 0, shares[k + 1] ?? 0, shares[k + 2] ?? 0, shares[k + 3] ?? 0];
    const first = rows[k] ?? nothing;
    const second = rows[k + 1] ?? nothing;
    const third = rows[k + 2] ?? nothing;
    const fourth = rows[k + 3] ?? nothing;
    for (let to = 0; to < T; to += 1) {
      sum[to] =
        (sum[to] ?? NaN) +
        a * (first[to] ?? NaN) +
        b * (second[to] ?? NaN) +
        c * (third[to] ?? NaN) +
        d * (fourth[to] ?? NaN);
    }
  }
  return sum;
}
