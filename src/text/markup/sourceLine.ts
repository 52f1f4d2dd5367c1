import type { Span } from "../spans/span";
import { listLines } from "./readLine";
import type { PlacedText } from "./readMarkup";

/** A line that is not blank, from its first character to its last, white space at its ends excluded. */
export interface SourceLine extends PlacedText, Span {
  /** Column of the first character, from 0; tabs count. */
  readonly column: number;
}

/** A tab reaches to the next column that is a multiple of this. */
const TAB_SIZE = 8;
const BYTE_ORDER_MARK = "\ufeff";

/** The lines of a text; `undefined` for a blank one. */
export function readSourceLines(text: string): readonly (SourceLine | undefined)[] {
  return Array.from(listLines(text), ({ start, end }) => readSourceLine(text.slice(start, end), start));
}

function readSourceLine(line: string, lineStart: number): SourceLine | undefined {
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const text = line.slice(indent.length).trimEnd();
  if (text === "") return undefined;
  const start = lineStart + indent.length;
  return { start, end: start + text.length, column: measureIndent(indent), text };
}

function measureIndent(indent: string): number {
  let column = 0;
  for (const sign of indent.replace(BYTE_ORDER_MARK, "")) {
    column = sign === "\t" ? (Math.floor(column / TAB_SIZE) + 1) * TAB_SIZE : column + 1;
  }
  return column;
}

/** The line without its first `length` characters. */
export function cutLine({ start, end, column, text }: SourceLine, length: number): SourceLine {
  return { start: start + length, end, column: column + length, text: text.slice(length) };
}
