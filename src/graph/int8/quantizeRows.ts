/**
 * The range of a row's values. "full": 127 either way. "narrow": small enough that, with inputs of 255, the
 * products of two neighbours (first and second, third and fourth, and so on) add up within 16 bits, for processors that
 * add them in 16 bits.
 */
export type MatrixType = "full" | "narrow";

/** A matrix in int8: value ≈ quantized · scale of its row. */
export interface QuantizedRows {
  /** [R, C], -127..127 */
  readonly values: Int8Array;
  /** [R]; the largest magnitude of a full row is 127 times its scale. A row of zeros, or nearly zeros, has scale 1. */
  readonly scales: Float32Array;
  /** [R]: the sum of each row as it is quantized, in the unit of its scale. */
  readonly sums: Int32Array;
}

const LARGEST = 127;
/** Largest sum of two neighbours before rounding, which may add 1: 255 · 128 is less than 2¹⁵. */
const LARGEST_PAIR = 127;
/** Adding and then subtracting this rounds to the nearest integer: a float64 has no room for more digits. */
const ROUNDING = 1.5 * 2 ** 52;
/** The smallest normal float32: a smaller scale would not be exact, and such a row is 0 for every purpose. */
const LEAST_SCALE = 2 ** -126;

/**
 * Quantizes each row symmetrically, rounding to the nearest integer.
 *
 * @param rows - [R, C], row-major, finite.
 */
export function quantizeRows(rows: Float32Array, columns: number, matrixType: MatrixType = "full"): QuantizedRows {
  const values = new Int8Array(rows.length);
  const scales = new Float32Array(rows.length / columns);
  const sums = new Int32Array(scales.length);
  for (let row = 0; row < scales.length; row += 1) {
    const start = row * columns;
    const own = rows.subarray(start, start + columns);
    const widest = matrixType === "full" ? 0 : computeLargestPair(own) / LARGEST_PAIR;
    const exact = Math.fround(Math.max(computeLargest(own) / LARGEST, widest));
    const scale = exact < LEAST_SCALE ? 1 : exact;
    scales[row] = scale;
    let sum = 0;
    for (let i = 0; i < columns; i += 1) {
      const value = (own[i] ?? NaN) / scale + ROUNDING - ROUNDING;
      values[start + i] = value;
      sum += value;
    }
    sums[row] = sum;
  }
  return { values, scales, sums };
}

function computeLargest(row: Float32Array): number {
  let most = 0;
  for (const value of row) if (Math.abs(value) > most) most = Math.abs(value);
  return most;
}

/** The largest magnitude of the sum of two neighbours of one sign. With two signs, the sum is smaller than either of them. */
function computeLargestPair(row: Float32Array): number {
  let most = 0;
  for (let i = 1; i < row.length; i += 2) {
    const [a, b] = [row[i - 1] ?? 0, row[i] ?? 0];
    if (a > 0 === b > 0) most = Math.max(most, Math.abs(a + b));
  }
  return most;
}
