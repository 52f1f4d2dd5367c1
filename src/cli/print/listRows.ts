/** The rows of a matrix that is stored row after row, as `--json` prints them. @param width - Numbers in a row. */
export function listRows(values: Float32Array | Float64Array | Int32Array, width: number): number[][] {
  if (width === 0) return [];
  return Array.from({ length: values.length / width }, (_, row) =>
    Array.from(values.subarray(row * width, (row + 1) * width)),
  );
}
