/** Sums are added up side by side: a single sum would wait for each addition. */
const LANES = 4;

/** @param b - As long as `a`. */
export function innerProduct(a: Float64Array, b: Float64Array): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  const whole = a.length - (a.length % LANES);
  let i = 0;
  for (; i < whole; i += LANES) {
    first += (a[i] ?? 0) * (b[i] ?? 0);
    second += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    third += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    fourth += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  for (; i < a.length; i += 1) first += (a[i] ?? 0) * (b[i] ?? 0);
  return first + second + third + fourth;
}
