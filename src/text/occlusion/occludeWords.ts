import type { Span } from "../spans/span";

export interface Occlusion {
  /** The words to hide, one in each reading. */
  readonly words: readonly Span[];
  /** Words that are hidden in every reading. Default: none. */
  readonly hidden?: readonly Span[];
  /**
   * Stands for a hidden word, whatever its number of pieces. Deleting the word would leave a broken sentence ("The
   * installer is a."), which a good reader takes for something else; BERT reads a masked word as a place that its
   * neighbours say enough about. Empty for a model without a mask: the word is then left out.
   */
  readonly mask: string;
}

/** A word, and what is said of the text without it. */
export interface Occluded<T> {
  readonly span: Span;
  readonly without: T;
}

/**
 * Hides the words of a text one after the other, and has the text read each time: what is then said differently, the word
 * carried. Source: Zeiler and Fergus 2014, "occlusion"; Li et al. 2016, "erasure", of words.
 *
 * @param read - Answers about each text, in order. Called once.
 * @throws {RangeError} if it answers about fewer.
 */
export async function occludeWords<T>(
  text: string,
  { words, hidden = [], mask }: Occlusion,
  read: (texts: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly Occluded<T>[]> {
  const answers = await read(words.map((word) => hide(text, [...hidden, word], mask)));
  if (answers.length !== words.length) {
    throw new RangeError(`${answers.length} answers about ${words.length} texts`);
  }
  return words.map((span, i) => ({ span, without: answers[i] as T }));
}

function hide(text: string, words: readonly Span[], mask: string): string {
  const ascending = [...words].sort((a, b) => a.start - b.start);
  const kept = ascending.map(({ start }, i) => text.slice(ascending[i - 1]?.end ?? 0, start));
  return [...kept, text.slice(ascending.at(-1)?.end ?? 0)].join(mask);
}
