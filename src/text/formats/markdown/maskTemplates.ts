import { blankOut } from "../../markup/blankOut";
import { NextMatch } from "../../markup/nextMatch";

/**
 * Characters that stand for templates until the text is read. They are no punctuation to the parser, and never in a
 * text: Unicode keeps them for a program's own use.
 */
export const TEMPLATE_VALUE = "\ufdd0";
export const TEMPLATE_NOTHING = "\ufdd1";

/** UTF-16 units; a longer template is not one. */
const LONGEST = 2000;
const OPENING = /\$?\{\{\{?|\{%|\{::|\{#(?=\s)/gu;
const CLOSINGS = new Map<string, RegExp>([
  ["{{{", /\}\}\}/gu],
  ["{{<", />\}\}/gu],
  ["{{", /\}\}/gu],
  ["{%", /%\}/gu],
  ["{#", /#\}/gu],
  ["{::", /\}/gu],
]);
/** What no template has within it: then its opening is only written about, or its closing is that of another. */
const NEVER_INSIDE = /`|~~~|(?:\n|\r(?!\n))[ \t]*[\r\n]/u;
/** The name of a tag, behind the slash of Hugo or the "end" of Liquid that closes one. */
const TAG =
  /^\{\{[<%][-\s]*(?:(?<slash>\/)\s*)?(?<hugo>[\w./-]+)|^\{%[-\s]*(?<end>end)?(?<liquid>\w+)|^\{::(?<kramdown>\w+)/u;
const CLOSING_TAGS = /\{\{[<%][-\s]*\/\s*([\w./-]+)|\{%[-\s]*end(\w+)|\{:\/(\w+)/gu;
/** Tags around code or remarks. */
const UNREAD = new Set(
  (
    "highlight code codeblock code-block mermaid plantuml graphviz math katex latex chart comment css js javascript " +
    "style script raw-html rawhtml nomarkdown terminal console"
  ).split(" "),
);
/** Tags of Liquid and its kin that write something in their place. */
const LIQUID_VALUES = new Set("doc include link post_url ref static term trans url var".split(" "));
/** Conditions and comments of Mustache, Handlebars and Go, which write nothing. */
const STATEMENT = /^\$?\{\{[-~]?\s*(?:[#/^!>]|(?:block|define|else|end|if|range|template|with)\b)/u;

/**
 * A text of the same length with its templates hidden from the parser: Hugo's and Quarto's shortcodes, tags of Liquid,
 * Jinja, GitBook, Markdoc and kramdown, and what Vue and others write in two braces. Inside code this changes nothing
 * that is read. On lines of their own they are blank, so that what stands around them are paragraphs.
 */
export function maskTemplates(text: string): string {
  if (!OPENING.test(text)) return text;
  OPENING.lastIndex = 0;
  const searches = new Map(Array.from(CLOSINGS, ([open, close]) => [open, new NextMatch(close, text)] as const));
  const ends = listClosingTags(text);
  const [parts, opening] = [[] as string[], new RegExp(OPENING)];
  let at = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index;
    const close = searches.get(selectKind(text, start, match[0]))?.from(opening.lastIndex);
    if (close === undefined) continue;
    let end = close.index + close[0].length;
    const template = text.slice(start, Math.min(end, start + LONGEST + 1));
    if (template.length > LONGEST || NEVER_INSIDE.test(template)) continue;
    const { tag, isClosing } = readTag(template);
    const unreadEnd = isClosing || !UNREAD.has(tag) ? undefined : findAfter(ends.get(tag), end);
    if (unreadEnd !== undefined) end = closeTag(text, unreadEnd);
    else if (match[0] === "{::" && !template.endsWith("/}")) continue;
    parts.push(text.slice(at, start));
    if (unreadEnd !== undefined || isAlone(text, start, end)) parts.push(blankOut(text.slice(start, end)));
    else parts.push((hasValue(template, ends) ? TEMPLATE_VALUE : TEMPLATE_NOTHING).repeat(end - start));
    at = opening.lastIndex = end;
  }
  return parts.join("") + text.slice(at);
}

function selectKind(text: string, start: number, open: string): string {
  const kind = open.replace("$", "");
  return kind === "{{" && text.startsWith("{{<", start) ? "{{<" : kind;
}

function readTag(template: string): { readonly tag: string; readonly isClosing: boolean } {
  const { slash, hugo, end, liquid, kramdown } = TAG.exec(template)?.groups ?? {};
  return { tag: hugo ?? liquid ?? kramdown ?? "", isClosing: slash === "/" || end !== undefined };
}

/** Where the closing tags of each name start, ascending. */
function listClosingTags(text: string): ReadonlyMap<string, number[]> {
  const ends = new Map<string, number[]>();
  for (const { 1: hugo, 2: liquid, 3: kramdown, index } of text.matchAll(CLOSING_TAGS)) {
    const tag = hugo ?? liquid ?? kramdown ?? "";
    const places = ends.get(tag);
    if (places === undefined) ends.set(tag, [index]);
    else places.push(index);
  }
  return ends;
}

/** The first of the places behind `offset`; those before it are forgotten, since offsets only ascend. */
function findAfter(places: number[] | undefined, offset: number): number | undefined {
  const index = places?.findIndex((place) => place >= offset) ?? -1;
  const passed = places?.splice(0, index === -1 ? places.length : index + 1);
  return index === -1 ? undefined : passed?.at(-1);
}

function closeTag(text: string, start: number): number {
  const end = text.indexOf("}", start);
  if (end === -1) return text.length;
  return text.charAt(end + 1) === "}" ? end + 2 : end + 1;
}

/** Whether a template has its lines for itself, but for the marks of a list, a quote or other templates before it. */
function isAlone(text: string, start: number, end: number): boolean {
  let at = start;
  while (at > 0 && start - at < LONGEST && /[ \t>]/u.test(text.charAt(at - 1))) at -= 1;
  if (at > 0 && !/[\r\n\ufeff]/u.test(text.charAt(at - 1))) return false;
  return /^[ \t]*(?:[\r\n]|$)/u.test(text.slice(end, end + LONGEST));
}

/** Whether a template writes a word into its sentence. A shortcode that is closed somewhere encloses text instead. */
function hasValue(template: string, ends: ReadonlyMap<string, readonly number[]>): boolean {
  if (/^\{(?:::|#|\{\/\*)/u.test(template)) return false;
  const { tag, isClosing } = readTag(template);
  if (template.startsWith("{%")) return LIQUID_VALUES.has(tag);
  if (/^\{\{[<%]/u.test(template)) return !isClosing && !ends.has(tag);
  return !STATEMENT.test(template);
}
