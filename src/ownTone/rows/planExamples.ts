import type { Span } from "../../text/spans/span";
import { readRows, ROWS_HEADER } from "./readRows";
import { writeRow } from "./writeRow";

/** A change of a file of rows. */
export interface RowEdit {
  readonly span: Span;
  readonly text: string;
}

/**
 * The changes that give each of these texts one row with the label: rows that have it stay, a row of the same text with
 * another label gets this one, and the others are added behind. An empty file gets its header.
 */
export function planExamples(file: string, label: string, texts: readonly string[]): readonly RowEdit[] {
  const eol = file.includes("\r\n") ? "\r\n" : "\n";
  const { rows } = readRows(file);
  const lines = placeLines(file);
  const edits: RowEdit[] = [];
  const added: string[] = [];
  for (const row of new Set(texts.map((text) => writeRow(label, text)))) {
    const text = row.slice(row.indexOf("\t") + 1);
    const same = rows.filter((each) => each.text === text);
    if (same.length === 0) added.push(row);
    for (const { label: old, line } of same) {
      const span = lines[line - 1];
      if (old !== label && span) edits.push({ span, text: row });
    }
  }
  if (added.length === 0) return edits;
  const start = file.trim() === "" ? `${ROWS_HEADER}${eol}` : /[\r\n]$/.test(file) ? "" : eol;
  const at = { start: file.length, end: file.length };
  return [...edits, { span: at, text: `${start}${added.map((row) => row + eol).join("")}` }];
}

/** Where each line stands, without its end. */
function placeLines(file: string): readonly Span[] {
  const ends = Array.from(file.matchAll(/\r\n|\n|\r/g), ({ 0: end, index }) => ({
    at: index,
    next: index + end.length,
  }));
  const starts = [0, ...ends.map(({ next }) => next)];
  return starts.map((start, line) => ({ start, end: ends[line]?.at ?? file.length }));
}
