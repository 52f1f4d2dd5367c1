import { formatPercent } from "../wording/formatPercent";
import type { Sentence } from "../text/spans/sentence";
import type { Finding } from "./finding";

/** A sentence and its probabilities, which sum to 1 (the engine's `ToneResult` is one). */
export interface ScoredSentence {
  readonly sentence: Sentence;
  readonly tone: { readonly scores: Readonly<Record<"negative" | "neutral" | "positive", number>> };
}

export interface ToneOptions {
  /** Least P(negative) that is a finding, 0..1. */
  readonly threshold: number;
}

/** Fewer words than this are a label or a heading, on which the model guesses. */
const LEAST_WORDS = 3;
/** UTF-16 units. */
const MOST_QUOTED = 60;

/** Sentences that read negative: P(negative) is the largest of the three and at least the threshold. */
export function findToneFindings(sentences: readonly ScoredSentence[], { threshold }: ToneOptions): Finding[] {
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new RangeError(`threshold is ${threshold}, expected a number from 0 to 1`);
  }
  return sentences.flatMap(({ sentence, tone: { scores } }) => {
    const { negative, neutral, positive } = scores;
    if (negative < threshold || negative <= neutral || negative <= positive || !hasWords(sentence.text)) return [];
    const message = `“${quote(sentence.text)}” reads negative (${formatPercent(negative)} negative, ${formatPercent(neutral)} neutral, ${formatPercent(positive)} positive).`;
    return [{ span: sentence.span, rule: "tone/negative", score: negative, message }];
  });
}

/** Of the sentence as much as tells it from others in a list. */
function quote(text: string): string {
  if (text.length <= MOST_QUOTED) return text;
  const cut = text.slice(0, MOST_QUOTED).replace(/[\ud800-\udbff]$/, "");
  const end = cut.lastIndexOf(" ");
  return `${end > MOST_QUOTED / 2 ? cut.slice(0, end) : cut}…`;
}

function hasWords(text: string): boolean {
  return (text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) ?? []).length >= LEAST_WORDS;
}
