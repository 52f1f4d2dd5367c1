/** One tensor as its file describes it, checked against the file's size. */
export interface StoredTensor {
  readonly name: string;
  /** A key of `ELEMENT_BYTES`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Product of the shape's sizes; 1 for []. */
  readonly elements: number;
  /** Counted from the start of the file. */
  readonly byteOffset: number;
  /** The bytes are contiguous, in whatever order the elements stand. */
  readonly byteLength: number;
  /**
   * Elements from one index of an axis to the next, of a tensor whose axes are stored in another order. Absent if it is
   * row-major, so that its bytes can be used where they are.
   */
  readonly strides?: readonly number[];
  /** CRC-32C of the bytes, if the file says it. It is checked when the bytes are read. */
  readonly checksum?: number;
}
