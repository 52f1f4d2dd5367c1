import { readLine } from "../../markup/readLine";

const BYTE_ORDER_MARK = "\ufeff";
/** Opening lines of YAML and TOML, and of JSON as Zola's and Hugo's older pages have it, with the lines that close them. */
const CLOSINGS = new Map<string, readonly string[]>([
  ["---", ["---", "..."]],
  ["+++", ["+++"]],
  [";;;", [";;;"]],
]);
/** A line of YAML: without one behind it, `---` is a ruler. */
const KEY = /^[\w"'$-][^:]*:(?:\s|$)/u;

/**
 * The length of what a document says about itself before its text, byte order mark included: YAML, TOML or JSON.
 *
 * Sources: pandoc 3.1 `yaml_metadata_block` (`...` closes too, and no blank line opens), gohugo.io _Front matter_.
 */
export function measureFrontMatter(text: string): number {
  const start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  return findFencedEnd(text, start) ?? findJsonEnd(text, start) ?? start;
}

/** The end of data about a page in the middle of a text, which slides and Quarto allow; it must begin with a key. */
export function findInnerFrontMatter(text: string, start: number): number | undefined {
  if (!text.startsWith("---", start)) return undefined;
  const opening = readLine(text, start);
  if (text.slice(start, opening.end).trimEnd() !== "---") return undefined;
  for (let at = opening.next, isFirst = true; at < text.length; isFirst = false) {
    const line = readLine(text, at);
    const content = text.slice(line.start, line.end).trimEnd();
    if (!isFirst && (content === "---" || content === "...")) return line.next;
    // Only lines of the shape of YAML: others are a paragraph under a ruler, or a table.
    if (content === "" || !(KEY.test(content) || (!isFirst && /^(?:\s+|-\s|#)/u.test(content)))) return undefined;
    at = line.next;
  }
  return undefined;
}

function findFencedEnd(text: string, start: number): number | undefined {
  const opening = readLine(text, start);
  const closings = CLOSINGS.get(text.slice(start, opening.end).trimEnd());
  if (closings === undefined) return undefined;
  // Three stops may stand in any text; they close only what looks like YAML from its first line on.
  const first = readLine(text, opening.next);
  const isData = text.slice(first.start, first.end).trim() !== "";
  for (let at = opening.next; at < text.length;) {
    const line = readLine(text, at);
    const content = text.slice(line.start, line.end).trimEnd();
    if (closings.includes(content) && (isData || content !== "...")) return line.next;
    at = line.next;
  }
  return undefined;
}

/** An object that begins with the document; its closing brace stands alone on its line, or all is one line. */
function findJsonEnd(text: string, start: number): number | undefined {
  if (text.charAt(start) !== "{") return undefined;
  const first = readLine(text, start);
  if (isJson(text.slice(start, first.end))) return first.next;
  for (let at = first.next; at < text.length;) {
    const line = readLine(text, at);
    if (text.slice(line.start, line.end).trimEnd() === "}")
      return isJson(text.slice(start, line.end)) ? line.next : undefined;
    at = line.next;
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
