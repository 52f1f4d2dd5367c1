import type { Span } from "../../../text/spans/span";

/** Letters or digits: a line with none, such as `#` or ` * ` in a comment, parts paragraphs as an empty line does. */
const WORDS = /[\p{L}\p{N}]/u;

/** The lines around an offset up to lines without words; `undefined` where the line at the offset has none. */
export function findParagraph(text: string, offset: number): Span | undefined {
  const at = findLine(text, offset);
  if (!WORDS.test(text.slice(at.start, at.end))) return undefined;
  let { start, end } = at;
  while (start > 0) {
    const line = findLine(text, start - 1);
    if (!WORDS.test(text.slice(line.start, line.end))) break;
    start = line.start;
  }
  while (end < text.length) {
    const line = findLine(text, end + 1);
    if (!WORDS.test(text.slice(line.start, line.end))) break;
    end = line.end;
  }
  return { start, end };
}

/** Without its line feed. */
function findLine(text: string, offset: number): Span {
  const end = text.indexOf("\n", offset);
  // A search from before the text would look at its first character.
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  return { start, end: end < 0 ? text.length : end };
}
