import * as l10n from "@vscode/l10n";
import type { ToneResult } from "../../../tasks/tone/toneRequest";
import type { Sentence } from "../../../text/spans/sentence";
import type { Finding } from "../../finding";
import { isWholeSentence } from "../../isWholeSentence";
import { quoteSentence } from "../../quoteSentence";
import type { RuleOptions } from "../../rule";

/** The rule's id. */
export const TONE_NEGATIVE = "tone/negative";

/**
 * The finding for a sentence that reads negative: P(negative) is the largest of the three probabilities and at least
 * the threshold.
 *
 * @throws {RangeError} for a threshold outside 0..1.
 */
export function findToneFinding(
  sentence: Sentence,
  { scores, labels }: Pick<ToneResult, "scores" | "labels">,
  { threshold, document }: RuleOptions,
): Finding | undefined {
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new RangeError(`threshold is ${threshold}, expected a number from 0 to 1`);
  }
  const { negative, neutral, positive } = scores;
  if (negative < threshold || negative <= neutral || negative <= positive || !isWholeSentence(sentence))
    return undefined;
  // What is wrong comes first: it is what a list shows. The scores stand in the hover, and are not said twice.
  const message = l10n.t("Reads negative: {0}", quoteSentence(sentence, document));
  return {
    rule: TONE_NEGATIVE,
    span: sentence.span,
    score: negative,
    message,
    scores: { negative, neutral, positive },
    ...(labels && { labels: [...labels].sort((a, b) => b.probability - a.probability) }),
    fixes: [{ kind: "reword", span: sentence.span }],
  };
}
