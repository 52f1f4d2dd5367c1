import { readLine } from "../../markup/readLine";
import type { Span } from "../../spans/span";
import type { ChunkReading } from "./chunkReader";

/** HTML that continues across blank lines: how it starts and ends. Source: CommonMark 0.31, 4.6, kinds 1 to 5. */
const HTML_ENDS: readonly { readonly start: RegExp; readonly end: RegExp }[] = [
  { start: /^<(?:script|pre|style|textarea)(?:\s|>|$)/i, end: /<\/(?:script|pre|style|textarea)>/gi },
  { start: /^<!--/, end: /-->/g },
  { start: /^<\?/, end: /\?>/g },
  { start: /^<!\[CDATA\[/, end: /\]\]>/g },
  { start: /^<![a-z]/i, end: />/g },
];

/** A tag of an element that is not read, in other HTML. */
const INNER_CODE = /<(?<slash>\/?)(?<name>code|math|pre|script|style|svg|textarea)\b/giu;
/** UTF-16 units that code within other HTML may go on. Where nothing closes it, it must not hide the rest of a document. */
const LONGEST_INNER = 16_384;

/** Where a block that is still open at the end of a chunk ends; `undefined` if none is. */
export function findOpenEnd(
  text: string,
  chunk: Span,
  { fence, fenceIndent, htmlStart }: ChunkReading,
): number | undefined {
  if (fence !== undefined) return computeFenceEnd(text, { fence, indent: Math.max(3, fenceIndent) }, chunk.end);
  if (htmlStart === undefined) return undefined;
  const start = chunk.start + htmlStart;
  const end = findHtmlEnd(text, start) ?? findInnerEnd(text, { start, end: chunk.end });
  return end !== undefined && end > chunk.end ? end : undefined;
}

/** Where fenced code that is open at `from` ends: behind its closing fence, or with the text. */
function computeFenceEnd(
  text: string,
  { fence, indent }: { readonly fence: string; readonly indent: number },
  from: number,
): number {
  for (let at = from; at < text.length;) {
    const line = readLine(text, at);
    const content = text.slice(line.start, line.end);
    at = line.next;
    if (content.search(/[^ ]/u) <= indent && isClosing(content.trim(), fence)) return at;
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

/**
 * Where code ends that starts within other HTML, as in `<td><pre>`. To CommonMark the next blank line ends that HTML, but
 * a browser shows all of it as code.
 */
function findInnerEnd(text: string, html: Span): number | undefined {
  const content = text.slice(html.start, html.end);
  const last = [...content.matchAll(INNER_CODE)].at(-1);
  const { slash, name } = last?.groups ?? {};
  if (last === undefined || name === undefined || slash === "/") return undefined;
  const start = html.start + last.index;
  const closing = text.slice(start, html.end + LONGEST_INNER).search(new RegExp(`</${name}>`, "iu"));
  return closing === -1 ? undefined : readLine(text, start + closing).next;
}
