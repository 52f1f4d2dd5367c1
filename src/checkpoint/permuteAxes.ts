/** A block of this many rows and columns stays in the processor's cache. */
const BLOCK = 32;

/**
 * Brings the elements of a tensor into the order of its axes.
 *
 * @param bytes - All of its elements, in the order of the file; a buffer of its own.
 * @param strides - Elements from one index of an axis to the next.
 * @returns New bytes, row-major.
 */
export function permuteAxes(
  bytes: Uint8Array<ArrayBuffer>,
  {
    elementBytes,
    shape,
    strides,
  }: { readonly elementBytes: 2 | 4; readonly shape: readonly number[]; readonly strides: readonly number[] },
): Uint8Array {
  const Elements = elementBytes === 4 ? Uint32Array : Uint16Array;
  const from = new Elements(bytes.buffer);
  const to = new Elements(from.length);
  const rows = shape.at(-2) ?? 1;
  const columns = shape.at(-1) ?? 1;
  const [rowStride = 0, columnStride = 0] = [strides.at(-2), strides.at(-1)];
  const outer = shape.slice(0, -2);
  for (let matrix = 0; matrix < to.length; matrix += rows * columns) {
    const start = findStart(matrix / (rows * columns), outer, strides);
    for (let top = 0; top < rows; top += BLOCK) {
      for (let left = 0; left < columns; left += BLOCK) {
        const bottom = Math.min(top + BLOCK, rows);
        const right = Math.min(left + BLOCK, columns);
        for (let row = top; row < bottom; row += 1) {
          for (let column = left; column < right; column += 1) {
            to[matrix + row * columns + column] = from[start + row * rowStride + column * columnStride] ?? 0;
          }
        }
      }
    }
  }
  return new Uint8Array(to.buffer);
}

/** Where the matrix of an index over the outer axes starts. */
function findStart(index: number, outer: readonly number[], strides: readonly number[]): number {
  let start = 0;
  let rest = index;
  for (let axis = outer.length - 1; axis >= 0; axis -= 1) {
    const size = outer[axis] ?? 1;
    start += (rest % size) * (strides[axis] ?? 0);
    rest = Math.floor(rest / size);
  }
  return start;
}
