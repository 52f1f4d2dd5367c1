import type { Requests } from "../../engine/protocol/protocol";
import { formatPercent } from "../../wording/formatPercent";
import { judgeMargin } from "../../wording/judgeMargin";

export type PairResult = Requests["pair"]["result"];

export interface PairDescription {
  /** A few words and the numbers, short enough for the end of a line. */
  readonly short: string;
  /** The explanation, one sentence per entry. */
  readonly long: readonly string[];
}

/**
 * Puts the answer into words. They follow the margin: the probability alone is near 1 for most pairs, related or not.
 *
 * @param before - Number of sentences before the first that the model read as context.
 */
export function describePair(result: PairResult, before: number): PairDescription {
  const { isNext, margin, others } = result;
  const verdict = judgeMargin(margin);
  const numbers = `P(next) ${formatPercent(isNext)}, margin ${formatSigned(margin)}`;
  return {
    short: `${verdict} · ${numbers}`,
    long: [
      SENTENCES[verdict],
      `P(next) is ${formatPercent(isNext)}, and ${formatPercent(result.swapped)} with the two swapped.`,
      ...describeRank(isNext, others),
      `The margin, ${formatSigned(margin)}, is by how much this pair beats those in log-odds; below 0 they fit better.`,
      ...describeBefore(before),
    ],
  };
}

const SENTENCES = {
  follows: "The second sentence follows the first.",
  "does not follow": "The second sentence does not seem to follow the first.",
  unclear: "Whether the second sentence follows the first is unclear.",
};

function describeBefore(before: number): readonly string[] {
  if (before === 0) return [];
  const sentences = before === 1 ? "The sentence" : `The ${before} sentences`;
  return [`${sentences} before the first ${before === 1 ? "was" : "were"} read along.`];
}

function describeRank(isNext: number, others: readonly number[]): readonly string[] {
  if (others.length === 0) return [];
  const beaten = others.filter((other) => isNext > other).length;
  const sentences = others.length === 1 ? "sentence" : "sentences";
  return [`It fits better than ${beaten} of ${others.length} other ${sentences} of this document.`];
}

function formatSigned(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
}
