import { listLines } from "./readLine";
import type { Span } from "../spans/span";

/** A line that is not empty, from its first character to its last that is no space. */
export interface SourceLine extends Span {
  readonly text: string;
  /** Where its first character stands; the first column is 0. */
  readonly column: number;
}

/** Columns that a tab reaches to a multiple of. */
const TAB_SIZE = 8;
const BYTE_ORDER_MARK = "\ufeff";

/** @returns `undefined` for a line that is empty. */
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

/** The line without so much of its beginning. */
export function cutLine({ start, end, column, text }: SourceLine, length: number): SourceLine {
  return { start: start + length, end, column: column + length, text: text.slice(length) };
}
