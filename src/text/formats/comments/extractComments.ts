import { ChunkMemory } from "../../markup/chunkMemory";
import { ProseBuilder, ProseSlicer } from "../../markup/proseBuilder";
import type { Prose } from "../../spans/sentence";
import type { Span } from "../../spans/span";
import { extractMarkdown } from "../markdown/extractMarkdown";
import { extractPlainText } from "../plain/extractPlainText";
import type { CodeLanguage } from "./codeLanguages";
import { findIndent, listComments } from "./listComments";
import { readCommentLines, readOpening } from "./readCommentLines";
import { writeCommentPage } from "./writeCommentPage";

/** Text between two comments of one line each that stand right below each other. */
const BREAK = /^(?:\r\n|\n|\r)[ \t]*$/;
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
    const page = writeCommentPage(readCommentLines(text, comments, language), language);
    if (page === undefined) return [];
    const blocks = memory.recall(page.text, () => extractMarkdown(page.text));
    return placeProse(blocks, page);
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

/** The opening of a comment without the mark of Haddock that only its first line has. */
function readKind(comment: string): string {
  return readOpening(comment).replace(/[|^]$/, "").trimEnd();
}

function goesOn(text: string, last: Span, next: Span): boolean {
  if (!BREAK.test(text.slice(last.end, next.start))) return false;
  const [indent, nextIndent] = [findIndent(text, last.start), findIndent(text, next.start)];
  const [line, nextLine] = [last, next].map(({ start, end }) => text.slice(start, end)) as [string, string];
  // Each such comment documents something of its own.
  if (line.startsWith("/**")) return false;
  const isLike = indent !== undefined && indent === nextIndent && readKind(line) === readOpening(nextLine).trimEnd();
  return isLike && !/[\r\n]/.test(line + nextLine);
}

/** Moves prose from its places in the page to those in the document. */
function placeProse(blocks: readonly Prose[], page: Prose): readonly Prose[] {
  const slicer = new ProseSlicer(page);
  return blocks.flatMap(({ text, runs, kind }) => {
    const builder = new ProseBuilder(kind);
    for (const { textStart, start, length } of runs) {
      builder.addPlaceless(text.slice(builder.length, textStart));
      slicer.addTo(builder, { start, end: start + length });
    }
    builder.addPlaceless(text.slice(builder.length));
    return builder.finish() ?? [];
  });
}
