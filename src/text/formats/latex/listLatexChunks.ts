import { LATEX_TABLES } from "./latexEnvironments";
import { listLatexDelimiters } from "./listLatexDelimiters";
import type { Span } from "../../spans/span";

/** UTF-16 units: in a longer piece, braces that are open are taken for a mistake. */
const LONG_PIECE = 16_384;

export interface LatexChunk extends Span {
  /** It starts in a table, where "\\" ends a cell. */
  readonly isInTable: boolean;
}

/**
 * Cuts a part of a masked LaTeX document (see `maskLatex`) where a block must start: at blank lines, items and headings
 * that stand in no braces. Environments are cut through: all they mean to prose is where blocks start and end, and the
 * parser can do without either edge.
 */
export function* listLatexChunks(masked: string, span: Span): Generator<LatexChunk> {
  const closed = findClosedBraces(masked, span);
  let open = 0;
  let tables = 0;
  let piece = { start: span.start, isInTable: false };
  for (const { kind, name, start, end } of listLatexDelimiters(masked, span)) {
    if (kind === "open") open += closed.has(start) ? 1 : 0;
    else if (kind === "close") open = Math.max(0, open - 1);
    else if (kind === "begin") tables += LATEX_TABLES.has(name) ? 1 : 0;
    else if (kind === "end") tables = Math.max(0, tables - (LATEX_TABLES.has(name) ? 1 : 0));
    else if (open === 0 || start - piece.start > LONG_PIECE) {
      open = 0;
      if (start > piece.start) yield { ...piece, end: start };
      piece = { start: kind === "blank" ? end : start, isInTable: tables > 0 };
    }
  }
  if (piece.start < span.end) yield { ...piece, end: span.end };
}

/** Where the braces are that something closes: one that was just typed must not make all the rest one piece. */
function findClosedBraces(masked: string, span: Span): ReadonlySet<number> {
  const closed = new Set<number>();
  const open: number[] = [];
  for (const { kind, start } of listLatexDelimiters(masked, span)) {
    if (kind === "open") open.push(start);
    const last = kind === "close" ? open.pop() : undefined;
    if (last !== undefined) closed.add(last);
  }
  return closed;
}
