import { findDocumentSpan, type Sentence } from "../text/spans/sentence";
import type { Span } from "../text/spans/span";
import { findToneWords, LEFT, MOST_WORDS } from "./findToneWords";

/** Why a sentence reads negative. */
export interface ToneReason {
  /** The words without which it would not, the one that weighs most first; empty where `without` is no number. */
  readonly words: readonly ReasonWord[];
  /** P(negative) without them; `undefined` where no few words are the reason. */
  readonly without: number | "too long" | undefined;
}

export interface ReasonWord {
  readonly text: string;
  /** In the document; `undefined` for a word that is not in it as it is read. */
  readonly place: Span | undefined;
}

/** @param threshold, score - As of {@link findToneWords}. */
export async function explainTone(
  sentence: Sentence,
  threshold: number,
  score: (texts: readonly string[]) => Promise<readonly number[]>,
): Promise<ToneReason> {
  const found = await findToneWords(sentence.text, threshold, score);
  if (found === undefined || found === "too long") return { words: [], without: found };
  const words = found.words.map((span) => ({
    text: sentence.text.slice(span.start, span.end),
    place: findDocumentSpan(sentence, span),
  }));
  return { words, without: found.without };
}

/** How the parts of a reason are written. */
export interface ReasonStyle {
  readonly word: (text: string) => string;
  readonly percent: (probability: number) => string;
}

/** The reason as a sentence. */
export function describeReason({ words, without }: ToneReason, { word, percent }: ReasonStyle): string {
  if (without === "too long") return "The sentence is too long to weigh its words one by one.";
  if (without === undefined) return `It is more than ${MOST_WORDS} words that make it so.`;
  const named = words.map(({ text }) => word(text));
  const listed = [named.slice(0, -1).join(", "), named.at(-1)].filter(Boolean).join(" and ");
  const pronoun = words.length === 1 ? "it" : "them";
  if (without < LEFT) return `Mostly for ${listed}: without ${pronoun}, ${percent(without)} negative.`;
  return `Mostly for ${listed}: without ${pronoun}, it would not be marked (${percent(without)} negative).`;
}
