import type { Span } from "../text/spans/span";

/** Why a sentence reads negative, as far as single words tell. */
export interface ToneWords {
  /** Where they stand in the sentence; the one that weighs most first. */
  readonly words: readonly Span[];
  /** P(negative) of the sentence with them hidden, under the threshold; under {@link LEFT} where few words do that. */
  readonly without: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’-][\p{L}\p{N}\p{M}]+)*/gu;
/** More words than these are no reason that a reader takes in. */
export const MOST_WORDS = 4;
/** Less P(negative) than this, and the sentence reads negative no longer. */
export const LEFT = 0.5;
/**
 * What a hidden word is to BERT. Left out, it would leave a broken sentence behind, which a good reader takes for
 * something else: "The installer is a." Hidden, it is a place that its neighbours say enough of.
 */
const MASK = "[MASK]";
/** Of a sentence, in UTF-16 units. Each word costs a reading of all the others: the work grows with the square. */
const LONGEST = 600;

/**
 * The words without which a sentence would not read negative, or would not be marked, where that is all that
 * {@link MOST_WORDS} do. Words are hidden one after the other, each time the one whose absence lowers P(negative) most:
 * in a sentence with several words of blame, one alone changes little.
 *
 * @param threshold - Least P(negative) that is marked, 0..1.
 * @param score - P(negative) of each of these texts, in order. Asked once for each word found, with as many texts as
 *   the sentence has words.
 * @returns `undefined` where {@link MOST_WORDS} are not enough: then no few words are the reason. "too long" for a
 *   sentence over {@link LONGEST}, whose words are not weighed.
 */
export async function findToneWords(
  text: string,
  threshold: number,
  score: (texts: readonly string[]) => Promise<readonly number[]>,
): Promise<ToneWords | "too long" | undefined> {
  if (text.length > LONGEST) return "too long";
  const all = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ start: index, end: index + word.length }));
  const found: Span[] = [];
  let unmarked: ToneWords | undefined;
  while (found.length < MOST_WORDS) {
    const others = all.filter((word) => !found.includes(word));
    // Of a sentence with no other word nothing is left to read.
    if (others.length < 2) break;
    const scores = await score(others.map((word) => hide(text, [...found, word])));
    const least = others.reduce((best, _, i) => (at(scores, i) < at(scores, best) ? i : best), 0);
    found.push(at(others, least));
    const without = at(scores, least);
    const words = { words: [...found], without };
    if (without < Math.min(LEFT, threshold)) return words;
    if (without < threshold) unmarked ??= words;
  }
  return unmarked;
}

function hide(text: string, words: readonly Span[]): string {
  const ascending = [...words].sort((a, b) => a.start - b.start);
  const kept = ascending.map(({ start }, i) => text.slice(ascending[i - 1]?.end ?? 0, start));
  return [...kept, text.slice(ascending.at(-1)?.end ?? 0)].join(MASK);
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`index ${index} of ${items.length}`);
  return item;
}
