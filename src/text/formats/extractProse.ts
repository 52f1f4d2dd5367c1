import type { ChunkMemory } from "../markup/chunkMemory";
import type { Prose } from "../spans/sentence";
import { extractAsciidoc } from "./asciidoc/extractAsciidoc";
import { isCodeLanguage } from "./comments/codeLanguages";
import { extractComments } from "./comments/extractComments";
import { extractCommit } from "./commit/extractCommit";
import type { DocumentFormat, Format } from "./format";
import { extractHtml } from "./html/extractHtml";
import { extractLatex } from "./latex/extractLatex";
import type { ChunkReading } from "./markdown/chunkReader";
import { extractMarkdown } from "./markdown/extractMarkdown";
import { extractMdx } from "./mdx/extractMdx";
import { extractNotebook } from "./notebook/extractNotebook";
import { extractPlainText } from "./plain/extractPlainText";
import { extractRst } from "./rst/extractRst";

/** What the chunks of an earlier version of the document came to. Other formats are read too fast to be worth it. */
export interface BlockMemory {
  readonly markdown: ChunkMemory<ChunkReading>;
  readonly comments: ChunkMemory<readonly Prose[]>;
  readonly latex: ChunkMemory<readonly Prose[]>;
}

/** How each format is read. A list apart from that of `format.ts`, which loads no parser. */
const READERS: Readonly<Record<DocumentFormat, (text: string, memory?: BlockMemory) => readonly Prose[]>> = {
  asciidoc: extractAsciidoc,
  commit: extractCommit,
  html: extractHtml,
  latex: (text, memory) => extractLatex(text, memory?.latex),
  markdown: (text, memory) => extractMarkdown(text, memory?.markdown),
  mdx: (text, memory) => extractMdx(text, memory?.markdown),
  notebook: extractNotebook,
  plaintext: (text) => extractPlainText(text),
  rst: extractRst,
};

/**
 * The blocks of prose of a document, in document order: paragraphs, headings, list items, table cells. A line break
 * inside a block is a space, markup is gone, and code, mathematics and addresses are one word each. Any text can be
 * read: whatever is not valid markup is prose. Of a program, the comments are read.
 */
export function extractProse(text: string, format: Format, memory?: BlockMemory): readonly Prose[] {
  return isCodeLanguage(format) ? extractComments(text, format, memory?.comments) : READERS[format](text, memory);
}
