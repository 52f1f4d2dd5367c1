import type { Span } from "./span";

/** A stretch of prose that stands in the document character for character: `length` UTF-16 units on both sides. */
export interface Run {
  /** Offset in the prose's text. */
  readonly textStart: number;
  /** Offset in the document. */
  readonly start: number;
  readonly length: number;
}

/** What a block of a document is, where its reader knows it to be no paragraph. A `link` is nothing but a link. */
export const PROSE_KINDS = ["heading", "link", "cell"] as const;
export type ProseKind = (typeof PROSE_KINDS)[number];

/**
 * Text as a reader sees it, without markup, and where each of its characters stands in the document. Runs ascend on both
 * sides and do not overlap. A character in no run has no place of its own in the document: a space for a line break, a
 * placeholder for inline code, a decoded entity.
 */
export interface Prose {
  readonly text: string;
  readonly runs: readonly Run[];
  /** From the first to the last of its characters in the document, markup between them included. */
  readonly span: Span;
  /** Absent: a paragraph, a list item, or what its reader does not tell from them. */
  readonly kind?: ProseKind;
}

/** The same prose, `by` UTF-16 units further on in the document. */
export function moveProse({ text, runs, span, kind }: Prose, by: number): Prose {
  return {
    text,
    runs: runs.map(({ textStart, start, length }) => ({ textStart, start: start + by, length })),
    span: { start: span.start + by, end: span.end + by },
    ...(kind && { kind }),
  };
}

/** The prose with the text of the document at each of its runs, where it was read from a changed copy of the document. */
export function restoreProse(prose: Prose, document: string): Prose {
  const { text, runs } = prose;
  let [restored, at] = ["", 0];
  for (const { textStart, start, length } of runs) {
    restored += text.slice(at, textStart) + document.slice(start, start + length);
    at = textStart + length;
  }
  return { ...prose, text: restored + text.slice(at) };
}

/** Prose that a model reads in one go. */
export interface Sentence extends Prose {
  /** True: not English, or in a document of another language. */
  readonly isForeign?: boolean;
}

/**
 * The document range of a range of the text, markup between its ends included; `undefined` if none of its characters is
 * in the document. An empty range is the place before the character that follows it, or else behind the one before it.
 */
export function findDocumentSpan(prose: Prose, span: Span): Span | undefined {
  return findSpan(prose.runs, span, { from: "textStart", to: "start" });
}

/**
 * The text range that a document range covers; `undefined` if it covers none of the text's characters. An empty range is
 * the place before the character that follows it, or else behind the one before it; inside markup it has no place.
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
