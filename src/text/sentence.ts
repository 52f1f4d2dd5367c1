import type { Span } from "./span";

/** One stretch of `text` that stands in the document character for character: both sides `length` UTF-16 units long. */
export interface Run {
  /** Offset in the text as read. */
  readonly textStart: number;
  /** Offset in the document. */
  readonly start: number;
  readonly length: number;
}

/**
 * Text as a reader sees it, without markup, and where each character of it stands in the document.
 * Runs ascend on both sides and do not overlap; characters of `text` in no run (a space for a line break,
 * a placeholder for inline code, a decoded entity) have no place of their own in the document.
 */
export interface Prose {
  readonly text: string;
  readonly runs: readonly Run[];
  /** From the first to the last character in the document, markup between them included. */
  readonly span: Span;
}

/** A sentence is prose that a model reads in one go. */
export type Sentence = Prose;

/** The document range of a range of the text, markup between its ends included; `undefined` if no character of it stands in the document. */
export function findDocumentSpan(prose: Prose, span: Span): Span | undefined {
  let start: number | undefined;
  let end = 0;
  for (const run of prose.runs) {
    const from = Math.max(span.start, run.textStart);
    const to = Math.min(span.end, run.textStart + run.length);
    if (from > to || (from === to && span.start !== span.end)) continue;
    start ??= run.start + from - run.textStart;
    end = run.start + to - run.textStart;
  }
  return start === undefined ? undefined : { start, end };
}

/** The text range that a document range covers; `undefined` if it covers no character of the text. */
export function findTextSpan(prose: Prose, span: Span): Span | undefined {
  let start: number | undefined;
  let end = 0;
  for (const run of prose.runs) {
    const from = Math.max(span.start, run.start);
    const to = Math.min(span.end, run.start + run.length);
    if (from > to || (from === to && span.start !== span.end)) continue;
    start ??= run.textStart + from - run.start;
    end = run.textStart + to - run.start;
  }
  return start === undefined ? undefined : { start, end };
}
