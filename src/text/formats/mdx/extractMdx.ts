import { mdxjs } from "micromark-extension-mdxjs";
import { blankOut } from "../../markup/blankOut";
import type { ChunkMemory } from "../../markup/chunkMemory";
import { NextMatch } from "../../markup/nextMatch";
import type { Prose } from "../../spans/sentence";
import type { ChunkReading } from "../markdown/chunkReader";
import { extractChunks, readEvents } from "../markdown/extractMarkdown";
import { MarkdownEvents } from "../markdown/markdownEvents";
import { maskContainers } from "../markdown/maskContainers";

/** Lines of JavaScript that start a block of an MDX document. Source: mdxjs.com, _ESM_. */
const MODULE = /(?:^|\n[ \t]*\r?\n)(?:import|export)[ \t{*][^\n]*(?:\n[ \t]*[^\s][^\n]*)*/g;
/** An unclosed comment goes on to the end of the document. It is not a comment: MDX reads it as text. */
const COMMENT = /\{\s*\/\*[^]*?(?:\*\/\s*\}|$)/g;
/** Docusaurus takes the name of a heading for no expression. */
const HEADING_ID = /\{#[\w-]+\}(?=[ \t]*$)/gmu;
/** UTF-16 units of JavaScript that the parser may read of one chunk, the same ones again and again. */
const MOST_SCRIPT = 500_000;
/** A comment that begins a line, behind the marks of lists and quotes. */
const COMMENT_START = /^(?:[ \t>]|[-*+] |\d{1,9}[.)] )*\{[ \t]*\/\*/gmu;
const COMMENT_END = /\*\/\s*\}/gu;
/** Rules of micromark's extensions by which more text might help; by any other it does not. */
const UNFINISHED = new Set(["acorn", "unexpected-eof"]);

/**
 * The prose of an MDX document, without its JavaScript; see `extractProse`. MDX knows no half: a document with one fault
 * is none. While someone writes there are faults, so a chunk that MDX refuses is read as Markdown.
 */
export function extractMdx(text: string, memory?: ChunkMemory<ChunkReading>): readonly Prose[] {
  const masked = maskContainers(maskLongComments(text)).replace(HEADING_ID, blankOut);
  const strict = new MarkdownEvents(masked, [mdxjs()]);
  const lenient = new MarkdownEvents(masked, [{ disable: { null: ["codeIndented"] } }]);
  const readChunk = (content: string): ChunkReading => {
    const reading = isTooMuchScript(content) ? "invalid" : readStrictly(strict, content);
    if (typeof reading !== "string") return reading;
    const readable = content.replace(MODULE, blankOut).replace(COMMENT, toHtmlComment);
    return { ...readEvents(lenient, readable), fault: reading };
  };
  return extractChunks(text, { masked, basis: `mdx\n${strict.definitions}`, readChunk }, memory);
}

/** Reads a chunk as MDX, or says why MDX refuses it. The parser throws `VFileMessage`s. */
function readStrictly(parser: MarkdownEvents, content: string): ChunkReading | "open" | "invalid" {
  try {
    return readEvents(parser, content);
  } catch (error) {
    if (!(error instanceof Error) || !("ruleId" in error) || typeof error.ruleId !== "string") throw error;
    return UNFINISHED.has(error.ruleId) ? "open" : "invalid";
  }
}

/** At each brace and each blank line that may end JavaScript, the parser reads all of it anew. */
function isTooMuchScript(content: string): boolean {
  const [braces, blankLines] = [/\}/g, /\n[ \t\r]*\n/g].map((end) => content.match(end)?.length ?? 0) as [
    number,
    number,
  ];
  const tries = braces + (/^(?:im|ex)port /mu.test(content) ? blankLines : 0);
  return tries * content.length > MOST_SCRIPT;
}

/** Blanks comments over several lines: MDX refuses those with text behind them, which people write all the same. */
function maskLongComments(text: string): string {
  const closings = new NextMatch(COMMENT_END, text);
  const opening = new RegExp(COMMENT_START);
  const parts: string[] = [];
  let at = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const close = closings.from(opening.lastIndex);
    if (close === undefined) break;
    const [start, end] = [text.indexOf("{", match.index), close.index + close[0].length];
    opening.lastIndex = end;
    const comment = text.slice(start, end);
    if (!/[\r\n]/u.test(comment)) continue;
    parts.push(text.slice(at, start), blankOut(comment));
    at = end;
  }
  return parts.join("") + text.slice(at);
}

/** Markdown knows where such a comment begins and ends, between blocks and within a line. */
function toHtmlComment(comment: string): string {
  const [opening, closing] = ["<!--", "-->"];
  if (!comment.endsWith("}") || comment.length < opening.length + closing.length) return comment;
  return opening + blankOut(comment.slice(opening.length, -closing.length)) + closing;
}
