import type { ToneResult } from "../../../tasks/tone/toneRequest";
import type { Sentence } from "../../../text/spans/sentence";
import type { Finding } from "../../finding";
import type { RuleOptions } from "../../rule";

/** The rule's id. */
export const TONE_NEGATIVE = "tone/negative";

/** A sentence of fewer words is a label or a heading, and the model only guesses at those. */
const LEAST_WORDS = 3;
/** UTF-16 units of the sentence that a message quotes: enough to tell it from others in a list. */
const MOST_QUOTED = 60;

/**
 * The finding for a sentence that reads negative: P(negative) is the largest of the three probabilities and at least
 * the threshold.
 *
 * @throws {RangeError} for a threshold outside 0..1.
 */
export function findToneFinding(
  sentence: Sentence,
  { scores }: Pick<ToneResult, "scores">,
  { threshold }: RuleOptions,
): Finding | undefined {
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new RangeError(`threshold is ${threshold}, expected a number from 0 to 1`);
  }
  // It repeats the heading that it leads to, where that is judged.
  if (sentence.kind === "link") return undefined;
  const { negative, neutral, positive } = scores;
  if (negative < threshold || negative <= neutral || negative <= positive || !hasWords(sentence.text)) return undefined;
  // What is wrong comes first: it is what a list shows. The scores stand in the hover, and are not said twice.
  const message = `Reads negative: “${quote(sentence.text)}”`;
  return {
    rule: TONE_NEGATIVE,
    span: sentence.span,
    score: negative,
    message,
    scores: { negative, neutral, positive },
    fixes: [{ kind: "reword", span: sentence.span }],
  };
}

function quote(text: string): string {
  if (text.length <= MOST_QUOTED) return text;
  // A cut may fall inside a surrogate pair.
  const cut = text.slice(0, MOST_QUOTED).replace(/[\ud800-\udbff]$/, "");
  const end = cut.lastIndexOf(" ");
  return `${end > MOST_QUOTED / 2 ? cut.slice(0, end) : cut}…`;
}

function hasWords(text: string): boolean {
  return (text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? []).length >= LEAST_WORDS;
}
