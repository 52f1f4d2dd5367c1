import type { Requests } from "../../engine/protocol/protocol";
import { formatPercent } from "../../wording/formatPercent";
import { judgeMargin, type PairVerdict } from "../../wording/judgeMargin";

export type PairResult = Requests["pair"]["result"];

export interface PairDescription {
  /** The answer in at most 43 characters: VS Code cuts longer hints. */
  readonly short: string;
  /** The explanation, one sentence per entry. */
  readonly long: readonly string[];
}

const LONG = {
  follows: "The second sentence follows the first.",
  "does not follow": "The second sentence does not seem to follow the first.",
  unclear: "Whether the second sentence follows the first is unclear.",
};

/** What the second sentence was compared with, after the same first one. */
interface Rank {
  /** How many fit less well. */
  readonly beaten: number;
  readonly others: number;
}

/**
 * Puts the answer into words. They compare, as the margin does: the probability alone is near 1 for most pairs, related
 * or not, and may be low for the pair that fits best.
 *
 * @param before - Number of sentences before the first that the model read as context.
 */
export function describePair(result: PairResult, before: number): PairDescription {
  if (result.pairQuestion === "order") return describeOrder(result, before);
  const { isNext, margin, swapped, others } = result;
  const rank = { beaten: others.filter((other) => isNext > other).length, others: others.length };
  const verdict = selectVerdict(margin, rank);
  return {
    short: `${verdict}: ${describeShortly(result, verdict, rank)}`,
    long: [
      LONG[verdict],
      ...describeRank(rank),
      `In this order the two fit ${isNext > swapped ? "better" : "no better"} than swapped.`,
      describeProbability(result),
      describeMargin(margin, rank),
      ...describeBefore(before),
    ],
  };
}

const ORDERS = {
  follows: { short: "in order", long: "The two stand in this order, says the model." },
  "does not follow": { short: "not in order", long: "The two would stand the other way round, says the model." },
  unclear: { short: "unclear", long: "Which of the two stands first is unclear." },
};

/** Of a model that was taught sentence order: which of two neighbours stands first. */
function describeOrder({ isNext, margin, swapped }: PairResult, before: number): PairDescription {
  const { short, long } = ORDERS[judgeMargin(margin)];
  return {
    short: `${short}: ${formatPercent(isNext)}, swapped ${formatPercent(swapped)}`,
    long: [
      long,
      "This model was taught sentence order, not the next sentence: it says nothing of whether the two belong together.",
      `P(in order) is ${formatPercent(isNext)}; with the two swapped it is ${formatPercent(swapped)}.`,
      `In log-odds that is ${Math.abs(margin).toFixed(1)} ${margin < 0 ? "below" : "above"} the swapped pair (the margin).`,
      ...describeBefore(before, "P(in order)"),
    ],
  };
}

/** A few sentences that fit very badly can raise the margin of one that most others beat: then nothing is clear. */
function selectVerdict(margin: number, { beaten, others }: Rank): PairVerdict {
  const verdict = judgeMargin(margin);
  if (verdict === "follows" && beaten < others / 2) return "unclear";
  return verdict === "does not follow" && beaten > others / 2 ? "unclear" : verdict;
}

function describeShortly({ isNext, swapped }: PairResult, verdict: PairVerdict, { beaten, others }: Rank): string {
  if (others === 0) return isNext > swapped ? "fits better than swapped" : "would fit better swapped";
  if (verdict === "does not follow") return `${others - beaten} of ${others} others fit better`;
  return `fits better than ${beaten} of ${others} others`;
}

function describeRank({ beaten, others }: Rank): readonly string[] {
  if (others === 0) return [];
  return [`It fits better here than ${beaten} of ${others} other ${nameSentences(others)} of this document.`];
}

function describeProbability({ isNext, swapped, others }: PairResult): string {
  const compared = [
    ...(others.length === 0 ? [] : [`${formatPercent(computeMedian(others))} for the others (their median)`]),
    `${formatPercent(swapped)} with the two swapped`,
  ];
  return `P(next), the model's raw number, is ${formatPercent(isNext)}; it is ${compared.join(" and ")}.`;
}

function describeMargin(margin: number, { others }: Rank): string {
  const compared = others === 0 ? "the swapped pair" : "all of these, on average";
  const size = Math.abs(margin).toFixed(1);
  const side = margin < 0 ? "below" : "above";
  return `In log-odds it is ${size} ${side} ${compared} (the margin). From 1 up Cloze says "follows", from −1 down "does not follow".`;
}

function describeBefore(before: number, name = "P(next)"): readonly string[] {
  if (before === 0) return [];
  const sentences = before === 1 ? "The sentence" : `The ${before} sentences`;
  const were = before === 1 ? "was" : "were";
  return [
    `${sentences} before the first ${were} read along, so ${name} is not that of the two alone, which Show Tokens and Attention gives.`,
  ];
}

function nameSentences(count: number): string {
  return count === 1 ? "sentence" : "sentences";
}

/** The lower one of the middle two for an even number. @param values - At least one. */
function computeMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? NaN;
}
