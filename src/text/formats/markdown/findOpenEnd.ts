import { readLine } from "../../markup/readLine";

/** HTML that goes on over blank lines, by how it starts, and what ends it. Source: CommonMark 0.31, 4.6, kinds 1 to 5. */
const HTML_ENDS: readonly { readonly start: RegExp; readonly end: RegExp }[] = [
  { start: /^<(?:script|pre|style|textarea)(?:\s|>|$)/i, end: /<\/(?:script|pre|style|textarea)>/gi },
  { start: /^<!--/, end: /-->/g },
  { start: /^<\?/, end: /\?>/g },
  { start: /^<!\[CDATA\[/, end: /\]\]>/g },
  { start: /^<![a-z]/i, end: />/g },
];

/** Where fenced code that starts at `start` and is open at `from` ends: behind its closing fence, or with the text. */
export function findFenceEnd(text: string, { fence, from }: { readonly fence: string; readonly from: number }): number {
  for (let at = from; at < text.length;) {
    const line = readLine(text, at);
    const content = text.slice(line.start, line.end);
    at = line.next;
    if (/^ {0,3}[`~]/.test(content) && isClosing(content.trim(), fence)) return at;
  }
  return text.length;
}

function isClosing(content: string, fence: string): boolean {
  return content.startsWith(fence) && content === fence.charAt(0).repeat(content.length);
}

/** Where HTML that starts at `start` ends, if blank lines do not end it: behind the line that closes it, or with the text. */
export function findHtmlEnd(text: string, start: number): number | undefined {
  const opening = text.slice(start, start + 16);
  const end = HTML_ENDS.find((kind) => kind.start.test(opening))?.end;
  if (end === undefined) return undefined;
  end.lastIndex = start;
  const closing = end.exec(text);
  return closing === null ? text.length : readLine(text, closing.index).next;
}
