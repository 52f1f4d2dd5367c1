import type { SlipReading } from "./slipDraft";
import type { SlipLexicon } from "./slipLexicon";

/** Fewer words prove nothing. */
const LEAST_WORDS = 4;
/** In English nearly all small words are known. */
const LEAST_KNOWN = 0.6;
/** A sentence with slips has one or two. */
const MOST_DOUBTED = 0.34;

/** Whether a sentence is in another language, or no sentence: then none of its words is called a slip. */
export function isStrange(lexicon: SlipLexicon, { sentence, doubted, judged }: SlipReading): boolean {
  const small = sentence.words.filter(({ isWord, text }) => isWord && text === text.toLowerCase());
  const known = small.filter(({ text }) => text.length === 1 || lexicon.isWord(text));
  if (small.length >= LEAST_WORDS && known.length < LEAST_KNOWN * small.length) return true;
  return isDoubted(doubted, judged);
}

/** Whether the model would rather see other words throughout. */
export function isDoubted(doubted: number, judged: number): boolean {
  return judged >= LEAST_WORDS && doubted > MOST_DOUBTED * judged;
}
