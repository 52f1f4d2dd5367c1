/** By so many log-odds B must beat what it is compared with, or lose to it, before Cloze says so. */
const CLEAR_MARGIN = 1;

export type PairVerdict = "follows" | "does not follow" | "unclear";

/**
 * Says whether the second sentence follows the first. The margin decides: the probability alone is near 1 for most
 * pairs, related or not.
 *
 * @param margin - In log-odds, as in the engine's answer to `pair`.
 */
export function judgeMargin(margin: number): PairVerdict {
  if (margin >= CLEAR_MARGIN) return "follows";
  // eslint-disable-next-line language/untranslated -- a verdict as programs know it: each place that shows it has its words
  return margin <= -CLEAR_MARGIN ? "does not follow" : "unclear";
}
