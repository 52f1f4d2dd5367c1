import { listWords } from "../../../text/occlusion/listWords";
import { occludeWords } from "../../../text/occlusion/occludeWords";
import type { Span } from "../../../text/spans/span";
import type { ExplainOptions } from "../../rule";

/** The words that a negative sentence rests on. */
export interface ToneWords {
  /** Where they stand in the sentence, the weightiest first. */
  readonly words: readonly Span[];
  /** P(negative) of the sentence with them hidden: under the threshold, and under {@link LEFT} if few words do that. */
  readonly without: number;
}

/** A reader does not take in a reason of more words. */
const MOST_WORDS = 4;
/** Below this P(negative), a sentence no longer reads negative. */
export const LEFT = 0.5;
/** UTF-16 units. Each word costs a reading of the whole sentence, so the work grows with the square of its length. */
const LONGEST = 600;

/**
 * The words without which a sentence would not read negative or, failing that, would not be marked; at most
 * {@link MOST_WORDS}. They are hidden one after the other, each time the one whose absence lowers P(negative) most: in
 * a sentence with several words of blame, hiding a single one changes little.
 *
 * @param threshold - Least P(negative) that is marked, 0..1.
 * @param mask - Stands for a hidden word.
 * @param score - Gives P(negative) of each text, in order. Called once for each word found, with as many texts as the
 *   sentence has words.
 * @returns `undefined` when {@link MOST_WORDS} are not enough; "too long" for a sentence over {@link LONGEST}, whose
 *   words are not weighed.
 */
export async function findToneWords(
  text: string,
  { threshold, mask }: ExplainOptions,
  score: (texts: readonly string[]) => Promise<readonly number[]>,
): Promise<ToneWords | "too long" | undefined> {
  // eslint-disable-next-line language/untranslated -- says what it is to the program
  if (text.length > LONGEST) return "too long";
  const all = listWords(text);
  const found: Span[] = [];
  let unmarked: ToneWords | undefined;
  while (found.length < MOST_WORDS) {
    const others = all.filter((word) => !found.includes(word));
    // Hiding the last word would leave nothing to read.
    if (others.length < 2) break;
    const readings = await occludeWords(text, { words: others, hidden: found, mask }, score);
    const { span, without } = readings.reduce((least, each) => (each.without < least.without ? each : least));
    found.push(span);
    const words = { words: [...found], without };
    if (without < Math.min(LEFT, threshold)) return words;
    if (without < threshold) unmarked ??= words;
  }
  return unmarked;
}
