/** A matrix in int8: value ≈ quantised · scale of its row. */
export interface QuantizedRows {
  /** [R, C], -127..127. */
  readonly values: Int8Array;
  /** [R]; the largest magnitude of a row is 127 times its scale. 1 for a row of zeros, or as good as zeros. */
  readonly scales: Float32Array;
}

const LARGEST = 127;
/** Added and taken away again, it leaves the nearest integer: a float64 has no more digits. */
const ROUNDING = 1.5 * 2 ** 52;
/** The least normal float32: below it a scale is not exact, and a row is 0 for any purpose. */
const LEAST_SCALE = 2 ** -126;

/**
 * Quantises each row symmetrically, to the nearest.
 *
 * @param rows - [R, C], row-major, finite.
 */
export function quantizeRows(rows: Float32Array, columns: number): QuantizedRows {
  const values = new Int8Array(rows.length);
  const scales = new Float32Array(rows.length / columns);
  for (let row = 0; row < scales.length; row += 1) {
    const start = row * columns;
    const own = rows.subarray(start, start + columns);
    const exact = Math.fround(findMost(own) / LARGEST);
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
