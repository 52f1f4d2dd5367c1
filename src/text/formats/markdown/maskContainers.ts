import { blankOut } from "../../markup/blankOut";
import { TEMPLATE_NOTHING } from "./maskTemplates";

/** How an admonition begins once it is CommonMark: as a list whose item begins with a heading. */
export const ADMONITION = "- # ";
/** The marks of quotes and of a list before the rest of a line. */
const BEFORE = String.raw`^(?<before>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)`;
/** `:::` of VitePress, Docusaurus and pandoc, alone or with a name; `::name[…]{…}` of remark's directives. */
const CONTAINER = new RegExp(String.raw`${BEFORE}(?<mark>:{3,}(?!:)|::(?=[a-z][\w-]*[[{]))(?<rest>.*)$`, "gmu");
/** `!!! note "Title"`, `??? note`, `=== "Tab"` of MkDocs, whose text is indented below. */
const ADMONITIONS = new RegExp(String.raw`${BEFORE}(?<mark>!{3}|\?{3}\+?|={3}[+!]{0,2})(?<rest>[ \t\w"].*)$`, "gmu");
/** `/// note | Title` and `///` of PyMdown. */
// eslint-disable-next-line regexp/no-super-linear-backtracking -- behind the bar, .* reaches the end of the line, where the pattern ends
const SLASHES = new RegExp(String.raw`${BEFORE}(?<mark>/{3,})(?<rest>(?:[ \t]*[\w-]+(?:[ \t]*\|.*)?)?[ \t]*)$`, "gmu");
/** The colon before a definition, of pandoc, PHP Markdown Extra, kramdown and MkDocs. */
const DEFINITION = new RegExp(String.raw`${BEFORE}:(?=[ \t]+\S)`, "gmu");
/** `> [!NOTE]` of GitHub, `> [!tip]- Title` of Obsidian, `> [!div class="a"]` of DocFX. */
const ALERT =
  /^(?<before>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t][ \t>]*)?)(?=\[)(?<=>[ \t]*)(?<mark>\[![\w-]+(?:[| ][^[\]\r\n]*)?\][+-]?)(?<rest>.*)$/gmu;
/** What other files, or a table of contents, are put in place of: VitePress, PyMdown, Python-Markdown, GitLab. */
const INCLUSION = /^[ \t>]*(?:<<<[ \t]+\S.*|-*8<-.*|;-+8<-.*|\[(?:TOC|\[_?toc_?\]|\[_?TOC_?\])\][ \t]*)$/gmu;
/** Containers with code, data, or a drawing. Names of MyST are in braces. */
const UNREAD =
  /^\s*(?:\{(?:code|code-block|code-cell|sourcecode|eval-rst|raw|math|mermaid|toctree|bibliography|literalinclude|graphviz|plantuml|figure-md|csv-table)\}|mermaid\b|plantuml\b|graphviz\b|\{[=.]?(?:html|latex|tex|mermaid)\})/u;
const CLOSING = /^[ \t>]*:{3,}[ \t]*$/u;
/** A container of MyST, and one of its options, which stand below it. */
const MYST = /^[ \t>]*:{3,}\{/u;
const OPTION = /^[ \t>]*:[\w-]+:(?:\s|$)/u;
/** Containers of Learn whose text is indented. */
const INDENTING = /^\s*(?:row|column|zone|moniker)\b(?!-end)/u;
/** Names whose container has the name of a file, or options, where others have a title. */
const UNTITLED = /^\{(?:image|figure|include|list-table|table|card-carousel|grid|iframe|youtube|video|embed)\}/u;

/**
 * A text of the same length in which the lines that mark containers are written as CommonMark: a title as a heading,
 * indented content as that of a list, other marks as blank lines. Inside code this changes nothing that is read.
 */
export function maskContainers(text: string): string {
  let masked = text;
  if (text.includes("::")) masked = maskUnread(masked).replace(CONTAINER, maskContainer);
  if (/!!!|\?\?\?|===/u.test(text)) masked = masked.replace(ADMONITIONS, maskAdmonition);
  if (text.includes("///")) masked = masked.replace(SLASHES, maskSlashes);
  if (text.includes("[!")) masked = masked.replace(ALERT, maskAlert);
  return masked.replace(DEFINITION, "$<before>-").replace(INCLUSION, blankOut);
}

/** Blanks containers that hold no prose, up to their closing mark, and the options of others. */
function maskUnread(text: string): string {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/u);
  const closings = lines
    .map((line, index) => (CLOSING.test(line.trimEnd()) ? index : -1))
    .filter((index) => index >= 0);
  let [closing, unreadEnd, optionsStart] = [0, -1, -1];
  return lines
    .map((line, index) => {
      if (index <= unreadEnd) return blankOut(line);
      if (MYST.test(line)) optionsStart = index + 1;
      if (index === optionsStart && OPTION.test(line)) {
        optionsStart += 1;
        return blankOut(line);
      }
      const rest = /^[ \t>]*:{3,}(.*)/u.exec(line)?.[1];
      if (rest === undefined || !UNREAD.test(rest)) return line;
      while ((closings[closing] ?? Infinity) <= index) closing += 1;
      unreadEnd = closings[closing] ?? -1;
      return unreadEnd === -1 ? line : blankOut(line);
    })
    .join("");
}

type Groups = Readonly<Record<string, string>>;
const readGroups = (found: readonly unknown[]): Groups => found.at(-1) as Groups;

function maskContainer(line: string, ...found: readonly unknown[]): string {
  const { before = "", mark = "", rest = "" } = readGroups(found);
  const title = findContainerTitle(rest);
  if (mark === "::" && !/[\]}]\s*$/u.test(rest)) return line;
  const opening = INDENTING.test(rest) ? ADMONITION : "# ";
  return (
    before +
    writeTitle(
      opening,
      mark + rest,
      title?.map((place) => mark.length + place),
    )
  );
}

/** Where the title stands behind `:::`: in brackets, as an attribute, or behind the name. */
function findContainerTitle(rest: string): readonly number[] | undefined {
  const attribute = /\btitle=(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/du.exec(rest)?.indices?.groups;
  const quoted = attribute?.["double"] ?? attribute?.["single"];
  if (quoted !== undefined) return quoted;
  const name = /^[ \t]*(?:\{[^{}]*\}|[\w.-]+)/u.exec(rest)?.[0];
  if (name === undefined || UNTITLED.test(name.trim())) return undefined;
  const start = name.length;
  const end = findTitleEnd(rest, start);
  // Learn's `:::image type="content" source="a.png":::` has attributes only.
  if (/^\s*[\w-]+=/u.test(rest.slice(start, end))) return undefined;
  const isBracketed = rest.charAt(start) === "[" && rest.charAt(end - 1) === "]";
  return isBracketed ? [start + 1, end - 1] : [start, end];
}

/** Where a title ends: before attributes in braces, and colons that pandoc lets stand at the end of the line. */
function findTitleEnd(rest: string, start: number): number {
  let end = skipBack(rest, start, rest.length);
  if (rest.charAt(end - 1) === "}") end = Math.max(start, rest.lastIndexOf("{", end));
  return skipBack(rest, start, end);
}

function skipBack(text: string, start: number, end: number): number {
  while (end > start && /[\s:]/u.test(text.charAt(end - 1))) end -= 1;
  return end;
}

function maskAdmonition(line: string, ...found: readonly unknown[]): string {
  const { before = "", mark = "", rest = "" } = readGroups(found);
  const title = findQuoted(rest);
  const kinds = title === undefined ? rest : rest.slice(0, title[0] - 1);
  const isKind = /^[ \t]?[ \w-]*$/u.test(kinds.trimEnd()) && (title !== undefined || kinds.trim() !== "");
  if (!isKind || (mark.startsWith("=") && (title === undefined || kinds.trim() !== ""))) return line;
  return (
    before +
    writeTitle(
      ADMONITION,
      mark + rest,
      title?.map((place) => mark.length + place),
    )
  );
}

/** What stands in quotation marks at the end of a line. */
function findQuoted(rest: string): readonly [number, number] | undefined {
  const end = rest.trimEnd().length - 1;
  const start = rest.indexOf('"') + 1;
  return start > 0 && end >= start && rest.charAt(end) === '"' ? [start, end] : undefined;
}

function maskSlashes(line: string, ...found: readonly unknown[]): string {
  const { before = "", mark = "", rest = "" } = readGroups(found);
  const bar = rest.indexOf("|");
  return before + writeTitle("# ", mark + rest, bar === -1 ? undefined : [mark.length + bar + 1, line.length]);
}

function maskAlert(_line: string, ...found: readonly unknown[]): string {
  const { before = "", mark = "", rest = "" } = readGroups(found);
  const [offset, text] = found.slice(-3) as [number, string];
  const next = text.slice(offset + _line.length, offset + _line.length + 80);
  // Some go on with a sentence where others have a title.
  const goesOn = /^(?:\r\n|\n|\r)[ \t>]*\p{Ll}/u.test(next);
  if (rest.trim() === "") return before + blankOut(mark + rest);
  const isTitle = !goesOn;
  // Spaces before text would make it code.
  return before + (isTitle ? "#".padEnd(mark.length) : TEMPLATE_NOTHING.repeat(mark.length)) + rest;
}

/** A line of the same length with a title as a heading, or blank without one; `opening` goes before it. */
function writeTitle(opening: string, line: string, title: readonly number[] | undefined): string {
  const [start = 0, end = 0] = title ?? [];
  const isBlank = line.slice(start, end).trim() === "";
  if (isBlank && opening === "# ") return " ".repeat(line.length);
  if (isBlank || start < opening.length) return opening.padEnd(line.length).slice(0, line.length);
  return (opening.padEnd(start) + line.slice(start, end)).padEnd(line.length);
}
