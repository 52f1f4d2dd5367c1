import type { Tokenizer } from "../../tokenizer/encoding";

/**
 * How rare a text's words are, summed: of a word of one piece the logarithm of its place in the vocabulary, which is
 * ordered by frequency in published BERTs and roughly so in the bundled one (docs/reword.md); a word of several pieces is
 * rarer than all of these.
 */
export function readRarity(tokenizer: Tokenizer, text: string): number {
  const pieces = new Map<number, number[]>();
  for (const { word, id, span } of tokenizer.encode(text, { specials: "none" }).tokens) {
    if (word === undefined || !/[\p{L}\p{N}]/u.test(text.slice(span.start, span.end))) continue;
    pieces.set(word, [...(pieces.get(word) ?? []), id]);
  }
  const rarest = Math.log(tokenizer.vocabulary.size);
  const rate = ([first = 0, ...more]: readonly number[]) =>
    more.length === 0 ? Math.log(1 + first) : rarest + more.length;
  return [...pieces.values()].reduce((sum, ids) => sum + rate(ids), 0);
}
