/** A symmetric matrix, [T, T]. */
export class SymmetricMatrix {
  /** T. */
  readonly size: number;
  readonly #values: Float32Array | Float64Array;

  /** @param values - [T, T]; not copied. */
  constructor(values: Float32Array | Float64Array, size: number) {
    this.#values = values;
    this.size = size;
  }

  get trace(): number {
    let sum = 0;
    for (let i = 0; i < this.size; i += 1) sum += this.#values[i * this.size + i] ?? NaN;
    return sum;
  }

  /** @param vectors - At most two: the matrix, which fills the processor's cache, is read once for both. */
  multiply([first, second]: readonly Float64Array[]): readonly Float64Array[] {
    if (first === undefined) return [];
    if (second === undefined) return [this.#multiplyBoth(first, first)[0]];
    return this.#multiplyBoth(first, second);
  }

  #multiplyBoth(a: Float64Array, b: Float64Array): readonly [Float64Array, Float64Array] {
    const { size } = this;
    const values = this.#values;
    const [left, right] = [new Float64Array(size), new Float64Array(size)];
    const even = size - (size % 2);
    for (let row = 0; row < size; row += 1) {
      const start = row * size;
      // Sums are added up side by side: a single sum would wait for each addition.
      let [ofA, ofB, moreOfA, moreOfB] = [0, 0, 0, 0];
      for (let i = 0; i < even; i += 2) {
        const value = values[start + i] ?? NaN;
        const next = values[start + i + 1] ?? NaN;
        ofA += value * (a[i] ?? NaN);
        ofB += value * (b[i] ?? NaN);
        moreOfA += next * (a[i + 1] ?? NaN);
        moreOfB += next * (b[i + 1] ?? NaN);
      }
      if (even < size) {
        const value = values[start + even] ?? NaN;
        ofA += value * (a[even] ?? NaN);
        ofB += value * (b[even] ?? NaN);
      }
      left[row] = ofA + moreOfA;
      right[row] = ofB + moreOfB;
    }
    return [left, right];
  }
}
