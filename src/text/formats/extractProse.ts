import { extractAsciidoc } from "./asciidoc/extractAsciidoc";
import { extractComments } from "./comments/extractComments";
import { extractHtml } from "./html/extractHtml";
import { extractLatex } from "./latex/extractLatex";
import { extractMarkdown, type ChunkReading } from "./markdown/extractMarkdown";
import { extractPlainText } from "./plain/extractPlainText";
import { extractRst } from "./rst/extractRst";
import type { Format } from "./format";
import type { ChunkMemory } from "../markup/chunkMemory";
import type { Prose } from "../spans/sentence";

/** Of an earlier version of the document. */
export interface BlockMemory {
  readonly pieces: ChunkMemory<ChunkReading>;
  readonly comments: ChunkMemory<readonly Prose[]>;
  readonly latex: ChunkMemory<readonly Prose[]>;
}

/**
 * The blocks of prose of a document, in its order: paragraphs, headings, list items, table cells. Line breaks inside
 * a block are spaces; of Markdown the markup is gone, and code, mathematics and addresses are one word each. Any text
 * can be read: what is no good Markdown is prose. Of a program, its comments are read.
 *
 * @param memory - Plain text takes no time that would be worth remembering.
 */
export function extractProse(text: string, format: Format, memory?: BlockMemory): readonly Prose[] {
  switch (format) {
    case "asciidoc":
      return extractAsciidoc(text);
    case "commit":
      return extractPlainText(hideRemarks(text));
    case "html":
      return extractHtml(text);
    case "latex":
      return extractLatex(text, memory?.latex);
    case "markdown":
      return extractMarkdown(text, memory?.pieces);
    case "mdx":
      return extractMarkdown(hideScript(text), memory?.pieces);
    case "plaintext":
      return extractPlainText(text);
    case "rst":
      return extractRst(text);
    default:
      return extractComments(text, format, memory?.comments);
  }
}

/** Lines of JavaScript that an MDX document starts a block with. Source: mdxjs.com, _ESM_. */
const MODULE = /(?:^|\n[ \t]*\r?\n)(?:import|export)[ \t{*][^\n]*(?:\n[ \t]*[^\s][^\n]*)*/g;
/** One that is not closed goes on to the end, and is none. */
const MDX_COMMENT = /\{\s*\/\*[^]*?(?:\*\/\s*\}|$)/g;

function hideScript(text: string): string {
  return text.replace(MODULE, hide).replace(MDX_COMMENT, toHtmlComment);
}

/** Markdown knows where one begins and ends, between blocks and within a line. */
function toHtmlComment(comment: string): string {
  const [opening, closing] = ["<!--", "-->"];
  if (!comment.endsWith("}") || comment.length < opening.length + closing.length) return comment;
  return opening + hide(comment.slice(opening.length, -closing.length)) + closing;
}

/** What Git says below the message to be written: lines of its own, and behind its scissors the changes. */
const REMARKS = /^# -+ >8 -+[^]*|^#.*$/gm;

function hideRemarks(text: string): string {
  return text.replace(REMARKS, hide);
}

/** Spaces in its stead: no place moves. */
function hide(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}
