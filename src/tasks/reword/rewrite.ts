import type { Span } from "../../text/spans/span";

/** A change of a text. Its texts are complete, spaces included. */
export interface Edit extends Span {
  readonly text: string;
  /** What it costs beside what is measured: how far it may change what is said. */
  readonly cost: number;
}

/** A text with some edits made. */
export interface Draft {
  readonly text: string;
  /** In the order of the text, none over another. */
  readonly edits: readonly Edit[];
}

/** @param edits - None over another. */
export function writeDraft(text: string, edits: readonly Edit[]): Draft {
  const ordered = [...edits].sort((a, b) => a.start - b.start);
  let [written, at] = ["", 0];
  for (const edit of ordered) {
    written += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return { text: written + text.slice(at), edits: ordered };
}

/** Whether two edits can be made together: something that stays is between them. */
export function isApart(a: Span, b: Span): boolean {
  return a.end < b.start || b.end < a.start;
}

/** Where the edits stand in the rewrite. */
export function listNewSpans({ edits }: Draft): readonly Span[] {
  let shift = 0;
  return edits.map(({ start, end, text }) => {
    const span = { start: start + shift, end: start + shift + text.length };
    shift += text.length - (end - start);
    return span;
  });
}
