import type { Span } from "../spans/span";

export interface Line extends Span {
  /** Behind the line's ending (CRLF, LF or CR), where the next line starts; the text's length for the last line. */
  readonly next: number;
}

const LINE_ENDING = /\r\n|\n|\r/g;

/** The line of `text` that starts at `start`, without its ending. */
export function readLine(text: string, start: number): Line {
  LINE_ENDING.lastIndex = start;
  const ending = LINE_ENDING.exec(text);
  if (ending === null) return { start, end: text.length, next: text.length };
  return { start, end: ending.index, next: LINE_ENDING.lastIndex };
}

/** The lines of a range of `text`, without their endings; what follows the last ending is a line unless it is empty. */
export function* listLines(text: string, { start, end }: Span = { start: 0, end: text.length }): Generator<Span> {
  // A slice: many short ranges of one long line would each be searched for the ending of that line.
  const slice = text.slice(start, end);
  for (let at = 0; at < slice.length;) {
    const line = readLine(slice, at);
    yield { start: start + at, end: start + line.end };
    at = line.next;
  }
}
