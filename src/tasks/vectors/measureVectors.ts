/** Of T vectors, [T] each. */
export interface VectorMeasures {
  /** With m the mean of all, x·y = (x − m)·(y − m) + s(x) + s(y), where s(x) = x·m − m·m / 2. This is s. */
  readonly shifts: Float64Array;
  readonly lengths: Float64Array;
}

/** What leads from products of centred vectors back to those of the vectors. @param states - [T, H] */
export function measureVectors(states: Float32Array, T: number): VectorMeasures {
  const H = states.length / T;
  const mean = new Float64Array(H);
  for (let t = 0; t < T; t += 1) {
    for (let i = 0; i < H; i += 1) mean[i] = (mean[i] ?? NaN) + (states[t * H + i] ?? NaN) / T;
  }
  const half = mean.reduce((sum, value) => sum + value * value, 0) / 2;
  const shifts = new Float64Array(T);
  const lengths = new Float64Array(T);
  for (let t = 0; t < T; t += 1) {
    let [along, square] = [0, 0];
    for (let i = 0; i < H; i += 1) {
      const value = states[t * H + i] ?? NaN;
      along += value * (mean[i] ?? NaN);
      square += value * value;
    }
    shifts[t] = along - half;
    lengths[t] = Math.sqrt(square);
  }
  return { shifts, lengths };
}
