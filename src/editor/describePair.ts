import type { Requests } from "../engine/protocol";
import { formatPercent } from "./formatPercent";

export type PairResult = Requests["pair"]["result"];

export interface PairDescription {
  /** A few words and the numbers, to stand at the end of a line. */
  readonly short: string;
  /** One or two sentences. */
  readonly long: string;
}

/** Log-odds by which B must beat what it is compared with, or lose, to say so. */
const CLEAR_MARGIN = 1;

/** The answer in words. The words follow the margin: the probability alone is near 1 for most pairs, related or not. */
export function describePair(result: PairResult): PairDescription {
  const { isNext, margin, others } = result;
  const verdict = margin >= CLEAR_MARGIN ? "follows" : margin <= -CLEAR_MARGIN ? "does not follow" : "unclear";
  const numbers = `P(next) ${formatPercent(isNext)}, margin ${formatSigned(margin)}`;
  return {
    short: `${verdict} · ${numbers}`,
    long: `${SENTENCES[verdict]} ${numbers}: ${describeRank(isNext, others)}.`,
  };
}

const SENTENCES = {
  follows: "The second sentence follows the first.",
  "does not follow": "The second sentence does not seem to follow the first.",
  unclear: "Whether the second sentence follows the first is unclear.",
};

function describeRank(isNext: number, others: readonly number[]): string {
  if (others.length === 0) return "compared with the two sentences swapped";
  const beaten = others.filter((other) => isNext > other).length;
  return `it fits better than ${beaten} of ${others.length} other ${others.length === 1 ? "sentence" : "sentences"} of this document`;
}

function formatSigned(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
}
