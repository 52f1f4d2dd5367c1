import { readLine } from "../../markup/readLine";
import type { Span } from "../../spans/span";
import type { ChunkReading } from "./extractMarkdown";

/** HTML that continues across blank lines: how it starts and ends. Source: CommonMark 0.31, 4.6, kinds 1 to 5. */
const HTML_ENDS: readonly { readonly start: RegExp; readonly end: RegExp }[] = [
  { start: /^<(?:script|pre|style|textarea)(?:\s|>|$)/i, end: /<\/(?:script|pre|style|textarea)>/gi },
  { start: /^<!--/, end: /-->/g },
  { start: /^<\?/, end: /\?>/g },
  { start: /^<!\[CDATA\[/, end: /\]\]>/g },
  { start: /^<![a-z]/i, end: />/g },
];

/** Where a block that is still open at the end of a chunk ends; `undefined` if none is. */
export function findOpenEnd(text: string, chunk: Span, { fence, htmlStart }: ChunkReading): number | undefined {
  if (fence !== undefined) return computeFenceEnd(text, fence, chunk.end);
  const end = htmlStart === undefined ? undefined : findHtmlEnd(text, chunk.start + htmlStart);
  return end !== undefined && end > chunk.end ? end : undefined;
}

/** Where fenced code that is open at `from` ends: behind its closing fence, or with the text. */
function computeFenceEnd(text: string, fence: string, from: number): number {
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

/** Where HTML that starts at `start` ends: behind the line that closes it, or with the text. `undefined` if a blank line ends it. */
function findHtmlEnd(text: string, start: number): number | undefined {
  const opening = text.slice(start, start + 16);
  const end = HTML_ENDS.find((kind) => kind.start.test(opening))?.end;
  if (end === undefined) return undefined;
  end.lastIndex = start;
  const closing = end.exec(text);
  return closing === null ? text.length : readLine(text, closing.index).next;
}
