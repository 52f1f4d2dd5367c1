/** The largest value; -Infinity for no values. A loop: a vocabulary is too long for `Math.max(...values)`. */
export function computeMax(values: Float32Array): number {
  let largest = -Infinity;
  for (const value of values) if (value > largest) largest = value;
  return largest;
}
