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

/** The same prose where it stands that much further on in the document. */
export function moveProse({ text, runs, span }: Prose, by: number): Prose {
  return {
    text,
    runs: runs.map(({ textStart, start, length }) => ({ textStart, start: start + by, length })),
    span: { start: span.start + by, end: span.end + by },
  };
}

/** A sentence is prose that a model reads in one go. */
export type Sentence = Prose;

/**
 * The document range of a range of the text, markup between its ends included; `undefined` if no character of it stands
 * in the document. An empty range is the place before the character that follows it, or else behind the one before.
 */
export function findDocumentSpan(prose: Prose, span: Span): Span | undefined {
  return findSpan(prose.runs, span, { from: "textStart", to: "start" });
}

/**
 * The text range that a document range covers; `undefined` if it covers no character of the text. An empty range is the
 * place before the character that follows it, or else behind the one before; inside markup there is neither.
 */
export function findTextSpan(prose: Prose, span: Span): Span | undefined {
  return findSpan(prose.runs, span, { from: "start", to: "textStart" });
}

type Side = "textStart" | "start";

function findSpan(
  runs: readonly Run[],
  span: Span,
  { from, to }: { readonly from: Side; readonly to: Side },
): Span | undefined {
  let found: Span | undefined;
  for (const run of runs) {
    if (run[from] > span.end) break;
    const shift = run[to] - run[from];
    const start = Math.max(span.start, run[from]);
    const end = Math.min(span.end, run[from] + run.length);
    if (span.start === span.end) {
      if (start === end) found = { start: start + shift, end: end + shift };
    } else if (start < end) {
      found = { start: found?.start ?? start + shift, end: end + shift };
    }
  }
  return found;
}
