import type { PlacedText } from "../../markup/readMarkup";

/** The text behind its first characters. */
export function cutText({ text, start }: PlacedText, length: number): PlacedText {
  return { text: text.slice(length), start: start + length };
}

export function trimStart(line: PlacedText): PlacedText {
  return cutText(line, measureIndent(line.text));
}

/** Length of the white space that a line begins with. */
export function measureIndent(text: string): number {
  return /^\s*/.exec(text)?.[0].length ?? 0;
}
