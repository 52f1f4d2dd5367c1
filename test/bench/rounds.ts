/** One number of each round. */
export interface Samples {
  readonly values: readonly number[];
  readonly median: number;
  /** Half the distance between the least and the most, as a share of the median. */
  readonly spread: number;
}

export function summarize(values: readonly number[]): Samples {
  const middle = median(values);
  return { values, median: middle, spread: (Math.max(...values) - Math.min(...values)) / 2 / middle };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The least value that this share of all, 0 to 1, does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

/** Ratios within each round: what slows a whole round down slows both sides of its ratio. */
export function ratios(above: readonly number[], below: readonly number[]): Samples {
  return summarize(above.map((value, round) => value / below[round]!));
}

/**
 * Asks every side once a round, one at a time; who starts changes with the round.
 *
 * @returns For each side, a number a round.
 */
export async function interleave<K extends string>(
  rounds: number,
  sides: readonly K[],
  ask: (side: K, round: number) => Promise<number>,
): Promise<Readonly<Record<K, readonly number[]>>> {
  const found = Object.fromEntries(sides.map((side) => [side, []])) as unknown as Record<K, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (let i = 0; i < sides.length; i += 1) {
      const side = sides[(i + round) % sides.length]!;
      found[side].push(await ask(side, round));
    }
  }
  return found;
}
