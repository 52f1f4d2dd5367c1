/** A matrix in int8: value ≈ quantised · scale of its row. */
export interface QuantizedRows {
  /** [R, C], -largest..largest. */
  readonly values: Int8Array;
  /** [R]; the largest magnitude of a row is `largest` times its scale. 1 for a row of zeros. */
  readonly scales: Float32Array;
}

/**
 * Quantises each row symmetrically, to the nearest.
 *
 * @param rows - [R, C], row-major, finite.
 * @param largest - Of a quantised magnitude, 1..127.
 */
export function quantizeRows(rows: Float32Array, columns: number, largest: number): QuantizedRows {
  const values = new Int8Array(rows.length);
  const scales = new Float32Array(rows.length / columns);
  for (let row = 0; row < scales.length; row += 1) {
    const start = row * columns;
    const own = rows.subarray(start, start + columns);
    // 0 also where the scale is too small for float32: all of such a row is 0 for any purpose.
    const scale = Math.fround(findMost(own) / largest) || 1;
    scales[row] = scale;
    for (let i = 0; i < columns; i += 1) {
      values[start + i] = Math.max(-largest, Math.min(largest, Math.round((own[i] ?? NaN) / scale)));
    }
  }
  return { values, scales };
}

function findMost(row: Float32Array): number {
  let most = 0;
  for (const value of row) most = Math.max(most, Math.abs(value));
  return most;
}
