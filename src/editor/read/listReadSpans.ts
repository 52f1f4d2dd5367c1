import type { SentenceList } from "../../prose/packedSentences";
import type { Span } from "../../text/spans/span";

export interface ReadSpans {
  /** Indices of the sentences of which a part is in the window, ascending. */
  readonly indices: readonly number[];
  /** What is not read: between sentences, and markup within them. */
  readonly skipped: readonly Span[];
}

/** What is read and what is not in a stretch of a document: not in all of it, which may be long. */
export function listReadSpans(sentences: SentenceList, window: Span): ReadSpans {
  const indices: number[] = [];
  const skipped: Span[] = [];
  let at = window.start;
  const first = sentences.findIndex(window.start) ?? sentences.selectFirst(window.start);
  for (let index = first; index < sentences.count && sentences.spanAt(index).start < window.end; index += 1) {
    indices.push(index);
    for (const { start, length } of sentences.at(index).runs) {
      if (start >= window.end) break;
      if (start > at) skipped.push({ start: at, end: start });
      at = Math.max(at, start + length);
    }
  }
  if (at < window.end) skipped.push({ start: at, end: window.end });
  return { indices, skipped };
}
