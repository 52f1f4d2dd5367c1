import type { CodeLanguage } from "./codeLanguages";
import { readCommentLines, readOpening } from "./readCommentLines";
import type { PlacedText } from "../../markup/readMarkup";
import { extractMarkdown } from "../markdown/extractMarkdown";
import { extractPlainText } from "../plain/extractPlainText";
import { listComments, findIndent } from "./listComments";
import { ChunkMemory } from "../../markup/chunkMemory";
import type { Prose } from "../../spans/sentence";
import type { Span } from "../../spans/span";

/** Text between two comments of one line each that stand right below each other. */
const BREAK = /^(?:\r\n|\n|\r)[ \t]*$/;
/** Marks a section of a documentation comment: "@returns {number}", ":returns:", ".. note::", ".SYNOPSIS". */
const TAG =
  /^\s*(?:[@\\](?<name>[a-z]\w*)(?:[ \t]*\{[^{}]*\})?|:[a-z]\w*[^:`]*:(?=\s|$)|\.\. [\w-]+::|\.[A-Z]{3,}\b)[ \t]*/i;
/** An entry of a list of parameters or the like, indented below the list's title: "items (list): What they are." */
const ENTRY = /^[ \t]{2,}\*{0,2}[a-z]\w*(?:[ \t]*\([^()]*\))?:[ \t]+(?=\S)/i;
/** Tags followed by a name, which is not part of the sentence. */
const NAMING = new Set(["param", "arg", "argument", "property", "prop", "template", "tparam", "typeparam", "throws"]);
const NAME = /^(?:\[[^\]]*\]|[^\s-]\S*)[ \t]*(?:\[[^\]]*\][ \t]*)?(?:-[ \t]+)?/;
const TYPE = /^\[[^\]]*\][ \t]*/;
/** Tags without sentences: what follows is not read up to the next blank line or tag, for an example up to the next tag. */
const EXAMPLE = "example";
const UNREAD = ["author", EXAMPLE, "license", "see", "since", "version"];
/** HTML tags at the start of a line: in Markdown they could open a block that is not read. */
const HTML = /^\s*(?:<\/?[a-z][^<>]*>[ \t]*)+/i;
/** "{@link …}" and ":class:`…`". */
const REFERENCE = /\{@[^{}\n]*\}|(?<![\w:]):[a-z][\w:]*:`[^`\n]*`/gi;

/**
 * The prose of a program's comments and docstrings. They are read as Markdown: documentation comments are written in it
 * or in something close to it. A program that is too deep for the tokenizer is read as plain text.
 *
 * @param memory - Helps most if it has read an earlier version of the program.
 */
export function extractComments(
  text: string,
  language: CodeLanguage,
  memory = new ChunkMemory<readonly Prose[]>(),
): readonly Prose[] {
  if (isTooDeep(text)) return extractPlainText(text);
  memory.begin();
  return groupComments(text, listComments(text, language)).flatMap((comments) => {
    const page = writePage(readCommentLines(text, comments));
    const blocks = memory.recall(page.text, () => extractMarkdown(page.text));
    return blocks.map((block) => placeProse(block, page.lines));
  });
}

/** Nobody has more brackets open at once: for each name, the tokenizer of JavaScript looks through all of them. */
const MOST_OPEN = 2000;

function isTooDeep(text: string): boolean {
  let open = 0;
  for (const { 0: bracket } of text.matchAll(/[(){}[\]]/g)) {
    open = Math.max(0, open + ("([{".includes(bracket) ? 1 : -1));
    if (open > MOST_OPEN) return true;
  }
  return false;
}

/** Comments of one line each, below each other at the same indent, are one text. */
function groupComments(text: string, comments: readonly Span[]): readonly (readonly Span[])[] {
  const groups: Span[][] = [];
  let last: Span | undefined;
  for (const comment of comments) {
    if (last !== undefined && goesOn(text, last, comment)) groups.at(-1)?.push(comment);
    else groups.push([comment]);
    last = comment;
  }
  return groups;
}

function goesOn(text: string, last: Span, next: Span): boolean {
  if (!BREAK.test(text.slice(last.end, next.start))) return false;
  const [indent, nextIndent] = [findIndent(text, last.start), findIndent(text, next.start)];
  const [line, nextLine] = [last, next].map(({ start, end }) => text.slice(start, end)) as [string, string];
  const isLike = indent !== undefined && indent === nextIndent && readOpening(line) === readOpening(nextLine);
  return isLike && !/[\r\n]/.test(line + nextLine);
}

/** Markdown, and where its lines come from. */
interface Page {
  readonly text: string;
  /** Ascending on both sides. */
  readonly lines: readonly PageLine[];
}

interface PageLine {
  /** In the page. */
  readonly at: number;
  /** In the document. */
  readonly start: number;
}

function writePage(lines: readonly PlacedText[]): Page {
  let text = "";
  let unread: string | undefined;
  const placed: PageLine[] = [];
  for (const line of lines) {
    const tag = TAG.exec(line.text);
    if (tag !== null) unread = UNREAD.find((name) => name === tag.groups?.["name"]);
    else if (line.text === "" && unread !== EXAMPLE) unread = undefined;
    if (unread !== undefined) continue;
    const mark = tag === null ? (ENTRY.exec(line.text) ?? HTML.exec(line.text) ?? [""])[0].length : measureTag(tag);
    // Behind a mark starts a paragraph of its own.
    if (mark > 0) text += "\n";
    placed.push({ at: text.length, start: line.start + mark });
    text += `${line.text.slice(mark).replace(REFERENCE, hideReference)}\n`;
  }
  return { text, lines: placed };
}

/** Length of the tag, with the name or type that follows it. */
function measureTag({ 0: mark, groups, input }: RegExpExecArray): number {
  const name = groups?.["name"] ?? "";
  // The type of what is thrown stands in braces, or else is the name behind the tag.
  const hasName = NAMING.has(name) && !(name === "throws" && mark.includes("{"));
  const more = hasName ? NAME : TYPE;
  return mark.length + (more.exec(input.slice(mark.length))?.[0].length ?? 0);
}

/** Inline code of the same length, so that no place moves. */
function hideReference(reference: string): string {
  return `\`${reference.slice(1, -1).replaceAll("`", " ")}\``;
}

/** Moves prose from its place in the page to its place in the document. A run never leaves its line. */
function placeProse({ text, runs, span }: Prose, lines: readonly PageLine[]): Prose {
  let index = 0;
  const placed = runs.map((run) => {
    while ((lines[index + 1]?.at ?? Infinity) <= run.start) index += 1;
    const line = lines[index] ?? { at: 0, start: 0 };
    return { ...run, start: run.start - line.at + line.start };
  });
  const [first, last] = [placed[0], placed.at(-1)];
  return { text, runs: placed, span: first && last ? { start: first.start, end: last.start + last.length } : span };
}
