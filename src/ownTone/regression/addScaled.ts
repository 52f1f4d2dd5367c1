/* eslint-disable @typescript-eslint/no-non-null-assertion -- asking whether a number is there takes twice the time */

/** Adds `factor` times the first `length` numbers of `b` to those of `a`. Default: to all of `a`. */
export function addScaled(a: Float64Array, b: Float64Array, factor: number, length = a.length): void {
  for (let i = 0; i < length; i += 1) a[i]! += factor * b[i]!;
}

/**
 * Adds some rows to a vector of their length, each times its factor. Four at a time, because reading and writing the sums
 * takes longer than the products.
 *
 * @param among - Which of `rows`.
 * @param factors - One for each of `among`.
 */
export function addRows(
  a: Float64Array,
  rows: readonly Float64Array[],
  among: readonly number[],
  factors: Float64Array,
): void {
  const { length } = a;
  let at = 0;
  for (; at + 3 < among.length; at += 4) {
    const first = rows[among[at]!]!;
    const second = rows[among[at + 1]!]!;
    const third = rows[among[at + 2]!]!;
    const fourth = rows[among[at + 3]!]!;
    const f = factors[at]!;
    const g = factors[at + 1]!;
    const h = factors[at + 2]!;
    const j = factors[at + 3]!;
    for (let i = 0; i < length; i += 1) a[i]! += f * first[i]! + g * second[i]! + (h * third[i]! + j * fourth[i]!);
  }
  for (; at < among.length; at += 1) addScaled(a, rows[among[at]!]!, factors[at]!);
}
