import type { Span } from "../spans/span";

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

/** The lines of a part of `text`, their endings not included; a last one that is empty is none. */
export function* listLines(text: string, { start, end }: Span = { start: 0, end: text.length }): Generator<Span> {
  for (let at = start; at < end;) {
    const line = readLine(text, at);
    yield { start: at, end: Math.min(line.end, end) };
    at = line.next;
  }
}

const LINE_ENDING = /\r\n|\n|\r/g;
