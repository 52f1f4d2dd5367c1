/** @returns T cosines; 0 for a vector of zeros, which has no direction. @param before, after - [T, H]. */
export function compareVectors(before: Float32Array, after: Float32Array, T: number): number[] {
  const H = before.length / T;
  return Array.from({ length: T }, (_, row) => {
    let [product, a, b] = [0, 0, 0];
    for (let i = row * H; i < (row + 1) * H; i += 1) {
      const [x, y] = [before[i] ?? NaN, after[i] ?? NaN];
      product += x * y;
      a += x * x;
      b += y * y;
    }
    const both = Math.sqrt(a * b);
    return both > 0 ? Math.max(-1, Math.min(1, product / both)) : 0;
  });
}
