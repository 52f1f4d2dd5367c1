import type { Root } from "@unified-latex/unified-latex-types";
import { LatexPegParser } from "@unified-latex/unified-latex-util-pegjs";
import { ChunkMemory } from "../../markup/chunkMemory";
import { MATH_WORD } from "../../markup/placeholders";
import { moveProse, type Prose } from "../../spans/sentence";
import { extractPlainText } from "../plain/extractPlainText";
import type { LatexTexts } from "./latexCommandReader";
import { LatexTreeReader } from "./latexTreeReader";
import { listLatexChunks } from "./listLatexChunks";
import { type LatexDefinition, listLatexDefinitions } from "./listLatexDefinitions";
import { maskLatex } from "./maskLatex";
import { selectLatexSpans } from "./selectLatexSpans";

/** UTF-16 units of a chunk that the parser is given. A longer chunk is not a paragraph, and takes seconds. */
const LONGEST_CHUNK = 65_536;
/** Nobody nests groups, environments and mathematics as deep: more are open because nothing closes them. */
const MOST_OPEN = 100;
/** UTF-16 units of the text that a command may stand for. */
const LONGEST_TEXT = 400;

/**
 * The prose of a LaTeX document: its titles and its body; see `extractProse`. A chunk that would hold the parser up is
 * read as plain text.
 *
 * @param memory - Helps most if it has read an earlier version of the document.
 */
export function extractLatex(text: string, memory = new ChunkMemory<readonly Prose[]>()): readonly Prose[] {
  const masked = maskLatex(text);
  const texts = readDefinitions(listLatexDefinitions(masked));
  memory.begin(JSON.stringify([...texts]));
  const blocks: Prose[] = [];
  for (const span of selectLatexSpans(masked)) {
    for (const chunk of listLatexChunks(masked, span)) {
      const content = masked.slice(chunk.start, chunk.end);
      // No chunk starts with a line feed, so it tells those in tables from others.
      const key = chunk.isInTable ? `\n${content}` : content;
      const read = tryReading(content, () => memory.recall(key, () => readChunk(content, chunk.isInTable, texts)));
      if (read === undefined) for (const block of extractPlainText(text, chunk)) blocks.push(block);
      else for (const block of read) blocks.push(moveProse(block, chunk.start));
    }
  }
  return blocks;
}

/** `undefined` for a chunk that is too much for the parser; of some, only the parser can tell. */
function tryReading(content: string, read: () => readonly Prose[]): readonly Prose[] | undefined {
  if (isTooMuch(content)) return undefined;
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readChunk(content: string, isInTable: boolean, texts: LatexTexts): readonly Prose[] {
  const root = LatexPegParser.parse(content) as Root;
  return new LatexTreeReader(content, isInTable, texts).read(root.content);
}

/** Reads each definition with those before it only, so that none can stand for itself. */
function readDefinitions(definitions: readonly LatexDefinition[]): LatexTexts {
  const texts = new Map<string, string>();
  for (const { name, body } of definitions) {
    // A text that is not in the document, such as that of "\LaTeX", is prose only together with this word.
    const blocks = isTooMuch(body) ? [] : readChunk(`${MATH_WORD} ${body}`, false, texts);
    const text = blocks
      .map((block) => block.text)
      .join(" ")
      .slice(MATH_WORD.length)
      .trim();
    if (text.length <= LONGEST_TEXT) texts.set(name, text);
  }
  return texts;
}

function isTooMuch(content: string): boolean {
  if (content.length > LONGEST_CHUNK) return true;
  let open = 0;
  for (const [token] of content.matchAll(/\\(?:begin|end)(?![a-zA-Z])|\\[^]|[{}]/g)) {
    if (token === "{" || token === "\\begin" || token === "\\[" || token === "\\(") open += 1;
    else if (token === "}" || token === "\\end" || token === "\\]" || token === "\\)") open = Math.max(0, open - 1);
    if (open > MOST_OPEN) return true;
  }
  return false;
}
