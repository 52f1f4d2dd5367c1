import type { TokenPooling } from "../schemas/tokenPoolingSchema";

/**
 * [T, H] → [H]. All tokens count, [CLS] and [SEP] too.
 *
 * Source: UKPLab/sentence-transformers v5.1.0, models/Pooling.py; "weighted" is SGPT's (Muennighoff 2022).
 */
export function poolTokens(states: Float32Array, hiddenSize: number, pooling: TokenPooling): number[] {
  const T = states.length / hiddenSize;
  const pooled = new Array<number>(hiddenSize).fill(pooling === "max" ? -Infinity : 0);
  const [from, to] = pooling === "cls" ? [0, 1] : pooling === "last" ? [T - 1, T] : [0, T];
  for (let t = from; t < to; t++) {
    const weight = weigh(pooling, t, T);
    for (let h = 0; h < hiddenSize; h++) {
      const value = states[t * hiddenSize + h] ?? NaN;
      const before = pooled[h] ?? NaN;
      pooled[h] = pooling === "max" ? Math.max(before, value) : before + weight * value;
    }
  }
  return pooled;
}

/** What token `t` of `T` counts in the sum. */
function weigh(pooling: TokenPooling, t: number, T: number): number {
  switch (pooling) {
    case "mean":
      return 1 / T;
    case "mean-sqrt":
      return 1 / Math.sqrt(T);
    case "weighted":
      return (t + 1) / ((T * (T + 1)) / 2);
    default:
      return 1;
  }
}
