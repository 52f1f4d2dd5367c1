import type { Span } from "./span";

export interface Line extends Span {
  /** Behind the line's ending (CRLF, LF or CR), where the next line starts; the text's length for the last. */
  readonly next: number;
}

/** The line of `text` that starts at `start`, its ending not included. */
export function readLine(text: string, start: number): Line {
  LINE_ENDING.lastIndex = start;
  const ending = LINE_ENDING.exec(text);
  if (ending === null) return { start, end: text.length, next: text.length };
  return { start, end: ending.index, next: LINE_ENDING.lastIndex };
}

const LINE_ENDING = /\r\n|\n|\r/g;
