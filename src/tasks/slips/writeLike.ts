import { caseLike } from "../words/caseLike";
import type { SentenceWord, SlipSentence } from "./cutWords";

/** A word of the vocabulary as it is written in place of another one: "I" always has a capital, the first word keeps its own. */
export function writeLike(suggestion: string, { text, start }: SentenceWord, sentence: SlipSentence): string {
  if (suggestion === "i") return "I";
  // A capital of one letter, "A", is that of a sentence's start.
  const isFirst = !/[\p{L}\p{N}]/u.test(sentence.text.slice(0, start));
  if (text.length === 1 && isFirst && text !== text.toLowerCase()) return caseLike(suggestion, "Aa");
  return caseLike(suggestion, text);
}
