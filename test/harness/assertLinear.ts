import assert from "node:assert/strict";

/** An input of twice the size may take this many times as long: linear is 2, quadratic 4, the rest is noise. */
const MOST_GROWTH = 3;
/** A shorter run proves the point by itself, and cannot be measured well. */
const SHORT_MS = 15;
/** Runs of each size, of which the fastest counts: garbage is collected during some of them. */
const MOST_RUNS = 4;
/**
 * Sizes that are tried, each twice the one before, until one passes. Many readers take the square of the time up to a
 * bound of their own, and must be measured beyond it.
 */
const MOST_SIZES = 4;

export interface LinearOptions<T> {
  /** The smallest size to measure, large enough that a quadratic run takes longer than {@link SHORT_MS}. */
  readonly size: number;
  /** Makes an input; its time is not measured. */
  readonly make: (size: number) => T;
  readonly run: (input: T) => void;
}

/** Asserts that an input of twice the size takes about twice the time, and not four times. */
export function assertLinear<T>({ size, make, run }: LinearOptions<T>): void {
  const growths: string[] = [];
  for (let step = 0; step < MOST_SIZES; step++, size *= 2) {
    const [small, large] = [make(size), make(2 * size)];
    let [smallMs, largeMs] = [Infinity, measure(run, large)];
    for (let runs = 0; runs < MOST_RUNS; runs++) {
      if (largeMs < SHORT_MS) return;
      smallMs = Math.min(smallMs, measure(run, small));
      if (largeMs <= MOST_GROWTH * smallMs) return;
      largeMs = Math.min(largeMs, measure(run, large));
    }
    if (largeMs <= MOST_GROWTH * smallMs) return;
    growths.push(`${smallMs.toFixed(0)} ms for ${size}, ${largeMs.toFixed(0)} ms for ${2 * size}`);
  }
  assert.fail(`time grows faster than the input: ${growths.join("; ")}`);
}

/** Milliseconds of the processor. On a busy machine, those of the clock grow with the other processes. */
function measure<T>(run: (input: T) => void, input: T): number {
  const start = process.cpuUsage().user;
  run(input);
  return (process.cpuUsage().user - start) / 1000;
}
