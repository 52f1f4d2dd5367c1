import type { SentenceList } from "../../prose/packedSentences";
import type { Span } from "../../text/spans/span";

/** What a place in a document is to Cloze; `span` is all of it, in the document. */
export type ReadPlace =
  | { readonly kind: "sentence"; readonly span: Span; readonly index: number }
  /** Markup within a sentence, and what is read in its place: "" for nothing, or a word. */
  | { readonly kind: "markup"; readonly span: Span; readonly index: number; readonly readAs: string }
  /** Between two sentences, or before the first or behind the last. */
  | { readonly kind: "skipped"; readonly span: Span };

/** @param length - Of the document, in UTF-16 units. */
export function findReadPlace(sentences: SentenceList, offset: number, length: number): ReadPlace {
  const index = findSentence(sentences, offset);
  if (index === undefined) {
    const next = sentences.selectFirst(offset + 1);
    const start = next === 0 ? 0 : sentences.spanAt(next - 1).end;
    return { kind: "skipped", span: { start, end: next < sentences.count ? sentences.spanAt(next).start : length } };
  }
  const { text, runs, span } = sentences.at(index);
  const before = runs.findLast(({ start }) => start <= offset);
  const after = runs.find(({ start }) => start > offset);
  if (before === undefined || after === undefined || offset < before.start + before.length) {
    return { kind: "sentence", span, index };
  }
  const readAs = text.slice(before.textStart + before.length, after.textStart).trim();
  return { kind: "markup", span: { start: before.start + before.length, end: after.start }, index, readAs };
}

/** Unlike `SentenceList.findIndex`, not for the place behind a sentence: what stands there is not part of it. */
function findSentence(sentences: SentenceList, offset: number): number | undefined {
  const index = sentences.findIndex(offset);
  return index !== undefined && offset < sentences.spanAt(index).end ? index : undefined;
}
