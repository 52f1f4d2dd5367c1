import type { SentenceList } from "../prose/packedSentences";
import { findTextSpan } from "../text/spans/sentence";
import type { Span } from "../text/spans/span";
import type { ReadText } from "./fillContext";
import { listBlanks } from "./listMasks";

/**
 * The blanks of the sentences in which these ranges stand, with those ranges: several blanks are one question, and to
 * fill one of them while the others stay blank would be another. Blanks in inline code are none.
 *
 * @param places - Ranges of the document, ascending; at least one.
 * @returns `places` where they do not stand in prose.
 */
export function listTogether(sentences: SentenceList, places: readonly Span[], readText: ReadText): readonly Span[] {
  const found = new Map(places.map((place) => [place.start, place]));
  for (const index of new Set(places.map(({ start }) => sentences.findIndex(start)))) {
    if (index === undefined) continue;
    const sentence = sentences.at(index);
    for (const { start, end } of listBlanks(readText(sentence.span))) {
      const span = { start: sentence.span.start + start, end: sentence.span.start + end };
      const isOther = places.every((place) => place.end <= span.start || span.end <= place.start);
      if (isOther && findTextSpan(sentence, span) !== undefined) found.set(span.start, span);
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}
