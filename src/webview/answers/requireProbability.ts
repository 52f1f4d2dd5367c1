import { PageError } from "../pageError";

/** @throws {PageError} `bad-number` outside 0..1, apart from what rounding adds to a sum. */
export function requireProbability(value: number): void {
  // Not `value < 0 || …`: every comparison with NaN is false.
  if (value >= 0 && value <= 1 + 1e-6) return;
  throw new PageError("bad-number", `probability ${value}, expected 0 to 1`);
}
