import { listLatexDelimiters } from "./listLatexDelimiters";
import type { Span } from "../../spans/span";

/** What of a masked LaTeX document is read: the titles before its body, and the body. */
export interface LatexParts {
  readonly titles: readonly Span[];
  readonly body: Span;
}

const TITLE = /\\(?:sub)?title\s*(?:\[[^\]{}]*\]\s*)?$/;
const LONGEST_TITLE_COMMAND = 200;
const DOCUMENT = "document";

/** A document without `\begin{document}` is part of another one, and body as a whole. */
export function selectLatexSpans(masked: string): LatexParts {
  const edges = findEdges(masked);
  if (edges.start === undefined) return { titles: [], body: { start: 0, end: edges.end } };
  return { titles: findTitles(masked, edges.start), body: { start: edges.start, end: edges.end } };
}

/** Behind the first `\begin{document}`, and before the `\end{document}` for it: an example may have both of its own. */
function findEdges(masked: string): { readonly start: number | undefined; readonly end: number } {
  let open = 0;
  let start: number | undefined;
  let end = masked.length;
  for (const mark of listLatexDelimiters(masked, { start: 0, end: masked.length })) {
    if (mark.name !== DOCUMENT) continue;
    open += mark.kind === "begin" ? 1 : -1;
    if (mark.kind === "begin") start ??= mark.end;
    else end = mark.start;
    if (open <= 0) break;
  }
  return { start, end };
}

/** In no braces: what another command's definition does with a title is not read. */
function findTitles(masked: string, end: number): readonly Span[] {
  const titles: Span[] = [];
  let open = 0;
  let titleStart: number | undefined;
  for (const { kind, start, end: markEnd } of listLatexDelimiters(masked, { start: 0, end })) {
    if (kind === "open") {
      const before = Math.max(0, start - LONGEST_TITLE_COMMAND);
      const command = open === 0 ? TITLE.exec(masked.slice(before, start)) : null;
      if (command !== null) titleStart = before + command.index;
      open += 1;
    } else if (kind === "close") {
      open = Math.max(0, open - 1);
      if (open > 0 || titleStart === undefined) continue;
      titles.push({ start: titleStart, end: markEnd });
      titleStart = undefined;
    }
  }
  return titles;
}
