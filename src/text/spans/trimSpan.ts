import type { Span } from "./span";

/** The range of `text` without the white space at its ends. */
export function trimSpan(text: string, { start, end }: Span): Span {
  while (start < end && isSpace(text, start)) start += 1;
  while (end > start && isSpace(text, end - 1)) end -= 1;
  return { start, end };
}

function isSpace(text: string, index: number): boolean {
  return /\s/u.test(text.charAt(index));
}
