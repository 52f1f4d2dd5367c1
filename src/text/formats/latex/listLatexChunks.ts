import type { Span } from "../../spans/span";
import { LATEX_TABLES } from "./latexEnvironments";
import { listLatexDelimiters } from "./listLatexDelimiters";

/** UTF-16 units; in a longer chunk, open braces are taken for a mistake. */
const LONG_CHUNK = 16_384;

export interface LatexChunk extends Span {
  /** The chunk starts in a table, where "\\" ends a cell. */
  readonly isInTable: boolean;
}

/**
 * Cuts a range of a masked LaTeX document (see `maskLatex`) where a block must start: at blank lines, items and headings
 * that are not in braces. It cuts through environments: to prose they only mean that a block starts or ends, and the
 * parser needs neither of their edges.
 */
export function* listLatexChunks(masked: string, span: Span): Generator<LatexChunk> {
  const closed = listClosedBraces(masked, span);
  let open = 0;
  let tables = 0;
  let chunk = { start: span.start, isInTable: false };
  for (const { kind, name, start, end } of listLatexDelimiters(masked, span)) {
    if (kind === "open") open += closed.has(start) ? 1 : 0;
    else if (kind === "close") open = Math.max(0, open - 1);
    else if (kind === "begin") tables += LATEX_TABLES.has(name) ? 1 : 0;
    else if (kind === "end") tables = Math.max(0, tables - (LATEX_TABLES.has(name) ? 1 : 0));
    else if (open === 0 || start - chunk.start > LONG_CHUNK) {
      open = 0;
      if (start > chunk.start) yield { ...chunk, end: start };
      chunk = { start: kind === "blank" ? end : start, isInTable: tables > 0 };
    }
  }
  if (chunk.start < span.end) yield { ...chunk, end: span.end };
}

/** Offsets of the opening braces that are closed: one that was just typed must not make one chunk of the rest. */
function listClosedBraces(masked: string, span: Span): ReadonlySet<number> {
  const closed = new Set<number>();
  const open: number[] = [];
  for (const { kind, start } of listLatexDelimiters(masked, span)) {
    if (kind === "open") open.push(start);
    const last = kind === "close" ? open.pop() : undefined;
    if (last !== undefined) closed.add(last);
  }
  return closed;
}
