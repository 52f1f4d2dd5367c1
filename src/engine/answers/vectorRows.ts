import { createDotKernel, type DotMemory, type Dots, PAGE_BYTES } from "./dotKernel";

/** Numbers are kept as -127..127: with -128, the two directions of a number would differ. */
const LARGEST = 127;
/** Numbers of what is compared with all rows are kept finer. */
const LARGEST_ASKED = 4095;
/** Most numbers of a vector: those of the largest BERTs are 1,024. */
const MOST_HIDDEN = 4096;
/** Rows that one call compares. */
const BLOCK = 4096;

/** Where things stand in memory, in bytes: they fill less than the first page, and the rows begin on the second. */
const [QUERY_AT, ROWS_AT, OUT_AT, BASE_AT] = [0, 2 * MOST_HIDDEN, 2 * MOST_HIDDEN + 4 * BLOCK, PAGE_BYTES] as const;

/** A vector as 8-bit numbers. Only its direction counts. */
export function quantizeVector(vector: Float32Array): Int8Array {
  return Int8Array.from(scale(vector, LARGEST));
}

function scale(vector: ArrayLike<number>, largest: number): number[] {
  const values = Array.from(vector);
  const most = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return values.map((value) => (most === 0 ? 0 : Math.round((value / most) * largest)));
}

/** Vectors of 8-bit numbers, one after the other in memory, and how like a vector they are. */
export class VectorRows {
  readonly hiddenSize: number;
  readonly #stride: number;
  readonly #memory: DotMemory;
  readonly #dots: Dots;
  /** 1 / length; 0 for a vector of zeros, which is like nothing. */
  #inverses = new Float64Array(BLOCK);
  #count = 0;

  /** @throws {RangeError} for vectors of more than 4,096 numbers. */
  constructor(hiddenSize: number) {
    if (hiddenSize > MOST_HIDDEN) throw new RangeError(`vectors of ${hiddenSize} numbers, expected at most 4096`);
    this.hiddenSize = hiddenSize;
    this.#stride = 16 * Math.ceil(hiddenSize / 16);
    const { memory, dots } = createDotKernel();
    this.#memory = memory;
    this.#dots = dots;
  }

  get count(): number {
    return this.#count;
  }

  /** @returns Its row. */
  add(vector: Int8Array): number {
    const row = this.#count;
    const at = BASE_AT + row * this.#stride;
    this.#reserve(at + this.#stride);
    new Int8Array(this.#memory.buffer, at, this.#stride).set(vector);
    this.#inverses[row] = invertLength(vector);
    this.#count += 1;
    return row;
  }

  /** The cosines of a vector and each of these rows. @throws {RangeError} for a row that there is not. */
  compare(vector: Float32Array, rows: Int32Array): Float32Array {
    return this.#compare(scale(vector, LARGEST_ASKED), rows);
  }

  /** The cosines of a row and each of these. @throws {RangeError} for a row that there is not. */
  compareRow(row: number, rows: Int32Array): Float32Array {
    this.#check(row);
    return this.#compare(new Int8Array(this.#memory.buffer, BASE_AT + row * this.#stride, this.hiddenSize), rows);
  }

  #compare(query: ArrayLike<number>, rows: Int32Array): Float32Array {
    const { buffer } = this.#memory;
    const asked = new Int16Array(buffer, QUERY_AT, this.#stride);
    asked.fill(0);
    asked.set(query);
    const inverse = invertLength(query);
    const cosines = new Float32Array(rows.length);
    for (let from = 0; from < rows.length; from += BLOCK) {
      const block = rows.subarray(from, from + BLOCK);
      // The kernel would read whatever stands where a wrong row leads.
      for (const row of block) this.#check(row);
      new Int32Array(buffer, ROWS_AT, block.length).set(block);
      this.#dots(QUERY_AT, BASE_AT, ROWS_AT, block.length, this.#stride, OUT_AT);
      const products = new Int32Array(buffer, OUT_AT, block.length);
      for (let i = 0; i < block.length; i++) {
        cosines[from + i] = (products[i] ?? NaN) * inverse * (this.#inverses[block[i] ?? -1] ?? NaN);
      }
    }
    return cosines;
  }

  #check(row: number): void {
    if (row >= 0 && row < this.#count) return;
    throw new RangeError(`row ${row}, expected one of ${this.#count}`);
  }

  /** Makes room: twice as much as before, so that what is there is seldom moved. */
  #reserve(bytes: number): void {
    const { buffer } = this.#memory;
    const missing = bytes - buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(Math.max(missing, buffer.byteLength - BASE_AT) / PAGE_BYTES));
    if (this.#count < this.#inverses.length) return;
    const wider = new Float64Array(2 * this.#inverses.length);
    wider.set(this.#inverses);
    this.#inverses = wider;
  }
}

function invertLength(vector: ArrayLike<number>): number {
  const squares = Array.from(vector).reduce((sum, value) => sum + value * value, 0);
  return squares === 0 ? 0 : 1 / Math.sqrt(squares);
}
