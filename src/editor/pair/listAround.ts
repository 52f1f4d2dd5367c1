import type { SentenceList } from "../../prose/packedSentences";

/** Sentences around a pair that the engine may draw its comparisons from. */
const COMPARED = 200;

/**
 * The texts of the sentences nearest to a pair, without headings: those fit worse than any sentence.
 *
 * @param start - Where the first text of the pair starts.
 */
export function listAround(sentences: SentenceList, start: number): readonly string[] {
  const middle = sentences.selectFirst(start);
  const from = Math.max(0, Math.min(middle - COMPARED / 2, sentences.count - COMPARED));
  const to = Math.min(sentences.count, from + COMPARED);
  return Array.from({ length: to - from }, (_, i) => sentences.at(from + i))
    .filter(({ kind }) => kind !== "heading")
    .map(({ text }) => text);
}
