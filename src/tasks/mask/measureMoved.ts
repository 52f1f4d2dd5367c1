/** @returns T shares, 0..1: the total variation between each row before and after. @param before, after - [T, T]. */
export function measureMoved(before: Float32Array, after: Float32Array, T: number): number[] {
  return Array.from({ length: T }, (_, from) => {
    let sum = 0;
    for (let i = from * T; i < (from + 1) * T; i += 1) sum += Math.abs((after[i] ?? NaN) - (before[i] ?? NaN));
    return Math.min(1, sum / 2);
  });
}
