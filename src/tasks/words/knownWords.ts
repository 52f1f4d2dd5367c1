import { isInflection } from "./isInflection";

/** The English words that are known, in small letters. */
export type ReadWords = () => Promise<ReadonlySet<string>>;

/** Tells whether letters are a word. */
export type IsWord = (letters: string) => boolean;

/**
 * What a word of several pieces may be: one of the list, one that stands in the texts, or a regular form of one.
 *
 * @param list - In small letters.
 * @param texts - What is read, and further words.
 * @param cased - Of the model: one that knows no capitals knows no accents either.
 */
export function createKnownWords(list: ReadonlySet<string>, texts: readonly string[], cased: boolean): IsWord {
  const fold = (text: string) => {
    const small = text.toLowerCase();
    return cased ? small : small.normalize("NFD").replace(/\p{M}/gu, "");
  };
  const own = new Set(texts.flatMap((text) => fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []));
  const isKnown = (word: string) => list.has(word) || own.has(word);
  return (letters) => {
    const word = fold(letters);
    return isKnown(word) || isInflection(word, isKnown);
  };
}
