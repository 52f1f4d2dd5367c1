import * as l10n from "@vscode/l10n";
import type { Requests } from "../../engine/protocol/protocol";
import { judgeMargin, type PairVerdict } from "../../wording/judgeMargin";
import { namePairChance } from "../../wording/names/namePairChance";
import { formatFixed } from "../../wording/numbers/formatFixed";
import { formatPercent } from "../../wording/numbers/formatPercent";

export type PairResult = Requests["pair"]["result"];

export interface PairDescription {
  /** The answer in at most 43 characters: VS Code cuts longer hints. */
  readonly short: string;
  /** The explanation, one sentence per entry. */
  readonly long: readonly string[];
}

const LONG = {
  follows: l10n.t("The second sentence follows the first."),
  "does not follow": l10n.t("The second sentence does not seem to follow the first."),
  unclear: l10n.t("Whether the second sentence follows the first is unclear."),
};

const SHORT = {
  follows: l10n.t("follows"),
  "does not follow": l10n.t("does not follow"),
  unclear: l10n.t("unclear"),
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
    short: `${SHORT[verdict]}: ${describeShortly(result, verdict, rank)}`,
    long: [
      LONG[verdict],
      ...describeRank(rank),
      isNext > swapped
        ? l10n.t("In this order the two fit better than swapped.")
        : l10n.t("In this order the two fit no better than swapped."),
      describeProbability(result),
      describeMargin(margin, rank),
      ...describeBefore(before),
    ],
  };
}

const ORDERS = {
  follows: { short: l10n.t("in order"), long: l10n.t("The two stand in this order, says the model.") },
  "does not follow": {
    short: l10n.t("not in order"),
    long: l10n.t("The two would stand the other way round, says the model."),
  },
  unclear: { short: l10n.t("unclear"), long: l10n.t("Which of the two stands first is unclear.") },
};

/** Of a model that was taught sentence order: which of two neighbours stands first. */
function describeOrder({ isNext, margin, swapped }: PairResult, before: number): PairDescription {
  const { short, long } = ORDERS[judgeMargin(margin)];
  return {
    short: l10n.t("{0}: {1}, swapped {2}", short, formatPercent(isNext), formatPercent(swapped)),
    long: [
      long,
      l10n.t(
        "This model was taught sentence order, not the next sentence: it says nothing of whether the two belong together.",
      ),
      l10n.t("P(in order) is {0}; with the two swapped it is {1}.", formatPercent(isNext), formatPercent(swapped)),
      margin < 0
        ? l10n.t("In log-odds that is {0} below the swapped pair (the margin).", formatFixed(-margin, 1))
        : l10n.t("In log-odds that is {0} above the swapped pair (the margin).", formatFixed(margin, 1)),
      ...describeBefore(before, namePairChance("order")),
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
  if (others === 0) return isNext > swapped ? l10n.t("fits better than swapped") : l10n.t("would fit better swapped");
  if (verdict === "does not follow") return l10n.t("{0} of {1} others fit better", others - beaten, others);
  return l10n.t("fits better than {0} of {1} others", beaten, others);
}

function describeRank({ beaten, others }: Rank): readonly string[] {
  if (others === 0) return [];
  return [
    others === 1
      ? l10n.t("It fits better here than {0} of {1} other sentence of this document.", beaten, others)
      : l10n.t("It fits better here than {0} of {1} other sentences of this document.", beaten, others),
  ];
}

function describeProbability({ isNext, swapped, others }: PairResult): string {
  if (others.length === 0) {
    return l10n.t(
      "P(next), the model's raw number, is {0}; it is {1} with the two swapped.",
      formatPercent(isNext),
      formatPercent(swapped),
    );
  }
  return l10n.t(
    "P(next), the model's raw number, is {0}; it is {1} for the others (their median) and {2} with the two swapped.",
    formatPercent(isNext),
    formatPercent(computeMedian(others)),
    formatPercent(swapped),
  );
}

function describeMargin(margin: number, { others }: Rank): string {
  const size = formatFixed(Math.abs(margin), 1);
  const distance =
    others === 0
      ? margin < 0
        ? l10n.t("In log-odds it is {0} below the swapped pair (the margin).", size)
        : l10n.t("In log-odds it is {0} above the swapped pair (the margin).", size)
      : margin < 0
        ? l10n.t("In log-odds it is {0} below all of these, on average (the margin).", size)
        : l10n.t("In log-odds it is {0} above all of these, on average (the margin).", size);
  return `${distance} ${l10n.t('From 1 up Cloze says "follows", from −1 down "does not follow".')}`;
}

function describeBefore(before: number, name = namePairChance(undefined)): readonly string[] {
  if (before === 0) return [];
  return [
    before === 1
      ? l10n.t(
          "The sentence before the first was read along, so {0} is not that of the two alone, which Show Tokens and Attention gives.",
          name,
        )
      : l10n.t(
          "The {0} sentences before the first were read along, so {1} is not that of the two alone, which Show Tokens and Attention gives.",
          before,
          name,
        ),
  ];
}

/** The lower one of the middle two for an even number. @param values - At least one. */
function computeMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? NaN;
}
