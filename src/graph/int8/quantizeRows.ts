/**
 * How far the values of a row go. "full": to 127, either way. "narrow": so far that with inputs of 255 no two neighbours,
 * the first and the second, the third and the fourth and so on, come to more than 16 bits, for processors that add their
 * products up in so many.
 */
export type MatrixType = "full" | "narrow";

/** A matrix in int8: value ≈ quantised · scale of its row. */
export interface QuantizedRows {
  /** [R, C], -127..127. */
  readonly values: Int8Array;
  /** [R]; the largest magnitude of a full row is 127 times its scale. 1 for a row of zeros, or as good as zeros. */
  readonly scales: Float32Array;
}

const LARGEST = 127;
/** Of two neighbours that are rounded, one more at most: 255 · 128 is less than 2¹⁵. */
const LARGEST_PAIR = 127;
/** Added and taken away again, it leaves the nearest integer: a float64 has no more digits. */
const ROUNDING = 1.5 * 2 ** 52;
/** The least normal float32: below it a scale is not exact, and a row is 0 for any purpose. */
const LEAST_SCALE = 2 ** -126;

/**
 * Quantises each row symmetrically, to the nearest.
 *
 * @param rows - [R, C], row-major, finite.
 */
export function quantizeRows(rows: Float32Array, columns: number, matrixType: MatrixType = "full"): QuantizedRows {
  const values = new Int8Array(rows.length);
  const scales = new Float32Array(rows.length / columns);
  for (let row = 0; row < scales.length; row += 1) {
    const start = row * columns;
    const own = rows.subarray(start, start + columns);
    const widest = matrixType === "full" ? 0 : findMostOfPairs(own) / LARGEST_PAIR;
    const exact = Math.fround(Math.max(findMost(own) / LARGEST, widest));
    const scale = exact < LEAST_SCALE ? 1 : exact;
    scales[row] = scale;
    for (let i = 0; i < columns; i += 1) values[start + i] = (own[i] ?? NaN) / scale + ROUNDING - ROUNDING;
  }
  return { values, scales };
}

function findMost(row: Float32Array): number {
  let most = 0;
  for (const value of row) if (Math.abs(value) > most) most = Math.abs(value);
  return most;
}

/** The largest magnitude of the sum of two neighbours of one sign; those of two signs come to less than each alone. */
function findMostOfPairs(row: Float32Array): number {
  let most = 0;
  for (let i = 1; i < row.length; i += 2) {
    const [a, b] = [row[i - 1] ?? 0, row[i] ?? 0];
    if (a > 0 === b > 0) most = Math.max(most, Math.abs(a + b));
  }
  return most;
}
