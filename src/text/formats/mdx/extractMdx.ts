import { blankOut } from "../../markup/blankOut";
import type { ChunkMemory } from "../../markup/chunkMemory";
import type { Prose } from "../../spans/sentence";
import { type ChunkReading, extractMarkdown } from "../markdown/extractMarkdown";

/** Lines of JavaScript that start a block of an MDX document. Source: mdxjs.com, _ESM_. */
const MODULE = /(?:^|\n[ \t]*\r?\n)(?:import|export)[ \t{*][^\n]*(?:\n[ \t]*[^\s][^\n]*)*/g;
/** An unclosed comment goes on to the end of the document. It is not a comment: MDX reads it as text. */
const COMMENT = /\{\s*\/\*[^]*?(?:\*\/\s*\}|$)/g;

/** The prose of an MDX document, read as Markdown without its JavaScript; see `extractProse`. */
export function extractMdx(text: string, memory?: ChunkMemory<ChunkReading>): readonly Prose[] {
  return extractMarkdown(text.replace(MODULE, blankOut).replace(COMMENT, toHtmlComment), memory);
}

/** Markdown knows where such a comment begins and ends, between blocks and within a line. */
function toHtmlComment(comment: string): string {
  const [opening, closing] = ["<!--", "-->"];
  if (!comment.endsWith("}") || comment.length < opening.length + closing.length) return comment;
  return opening + blankOut(comment.slice(opening.length, -closing.length)) + closing;
}
