/** Log-odds by which B must beat what it is compared with, or lose to it, before Cloze says so. */
const CLEAR_MARGIN = 1;

export type PairVerdict = "follows" | "does not follow" | "unclear";

/**
 * Whether the second sentence follows the first, in words. They rest on the margin: the probability alone is near 1
 * for most pairs, related or not.
 *
 * @param margin - In log-odds, as the engine's answer to `pair` has it.
 */
export function judgeMargin(margin: number): PairVerdict {
  if (margin >= CLEAR_MARGIN) return "follows";
  return margin <= -CLEAR_MARGIN ? "does not follow" : "unclear";
}
