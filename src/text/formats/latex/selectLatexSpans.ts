import type { Span } from "../../spans/span";
import { listLatexDelimiters } from "./listLatexDelimiters";

const TITLE = /\\(?:sub)?title\s*(?:\[[^\]{}]*\]\s*)?$/;
const LONGEST_TITLE_COMMAND = 200;
const DOCUMENT = "document";

/**
 * The spans of a masked LaTeX document that are read: the titles before its body, and the body. A document without
 * `\begin{document}` is included in another one, and all of it is body.
 */
export function selectLatexSpans(masked: string): readonly Span[] {
  const edges = locateBody(masked);
  if (edges.start === undefined) return [{ start: 0, end: edges.end }];
  return [...listTitles(masked, edges.start), { start: edges.start, end: edges.end }];
}

/** The body is between the first `\begin{document}` and its `\end{document}`; an example may have both of its own. */
function locateBody(masked: string): { readonly start: number | undefined; readonly end: number } {
  let open = 0;
  let start: number | undefined;
  let end = masked.length;
  for (const delimiter of listLatexDelimiters(masked, { start: 0, end: masked.length })) {
    if (delimiter.name !== DOCUMENT) continue;
    open += delimiter.kind === "begin" ? 1 : -1;
    if (delimiter.kind === "begin") start ??= delimiter.end;
    else end = delimiter.start;
    if (open <= 0) break;
  }
  return { start, end };
}

/** Titles that are not in braces: a title in the definition of another command is not read. */
function listTitles(masked: string, end: number): readonly Span[] {
  const titles: Span[] = [];
  let open = 0;
  let titleStart: number | undefined;
  for (const { kind, start, end: delimiterEnd } of listLatexDelimiters(masked, { start: 0, end })) {
    if (kind === "open") {
      const before = Math.max(0, start - LONGEST_TITLE_COMMAND);
      const command = open === 0 ? TITLE.exec(masked.slice(before, start)) : null;
      if (command !== null) titleStart = before + command.index;
      open += 1;
    } else if (kind === "close") {
      open = Math.max(0, open - 1);
      if (open > 0 || titleStart === undefined) continue;
      titles.push({ start: titleStart, end: delimiterEnd });
      titleStart = undefined;
    }
  }
  return titles;
}
