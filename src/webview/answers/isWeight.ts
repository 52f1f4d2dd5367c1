/** Float32 sums and means of weights may round to slightly more than 1. */
const MOST_WEIGHT = 1 + 1e-3;

/** True for 0..1, apart from rounding; false for NaN. */
export function isWeight(value: number): boolean {
  return value >= 0 && value <= MOST_WEIGHT;
}
