import type { TopFill } from "./side";

/** How far two sides' answers to the same questions are from each other. */
export interface Agreement {
  /** Share of questions with the same first choice. */
  readonly same: number;
  /** Largest difference of the first choice's probability. */
  readonly shift: number;
}

/** Two runtimes of the same weights in float32 differ by rounding alone. */
const TOLERANCE = 1e-4;

/** @throws {Error} where the sides differ by more than rounding, unless they may. */
export function checkFills(
  ours: readonly TopFill[] = [],
  theirs: readonly TopFill[] = [],
  { isExact = true }: { readonly isExact?: boolean } = {},
): Agreement {
  const pairs = ours.map((fill, index) => [fill, theirs[index]!] as const);
  const shift = Math.max(...pairs.map(([a, b]) => Math.abs(a.probability - b.probability)));
  const same = pairs.filter(([a, b]) => a.text === b.text).length / pairs.length;
  // Seeded weights may have two first choices as good as each other: then the probability is the witness.
  if (isExact && (same < 0.9 || !(shift <= TOLERANCE))) throw differ("fills", { same, shift });
  return { same, shift };
}

/** First choices only: Cloze's probabilities are calibrated, the other side's are not. @throws {Error} as above. */
export function checkTones(
  ours: readonly (readonly number[])[] = [],
  theirs: readonly (readonly number[])[] = [],
): Agreement {
  const same = ours.filter((scores, index) => findMost(scores) === findMost(theirs[index]!)).length / ours.length;
  const differences = ours.flatMap((scores, index) => scores.map((score, k) => Math.abs(score - theirs[index]![k]!)));
  const agreement = { same, shift: Math.max(...differences) };
  if (same < 1) throw differ("tones", agreement);
  return agreement;
}

function findMost(scores: readonly number[]): number {
  return scores.indexOf(Math.max(...scores));
}

function differ(what: string, { same, shift }: Agreement): Error {
  return new Error(
    `${what} of the two sides in fp32: ${(100 * same).toFixed(0)} % the same, probabilities up to ${shift.toExponential(1)} apart; expected all the same within ${TOLERANCE}`,
  );
}
