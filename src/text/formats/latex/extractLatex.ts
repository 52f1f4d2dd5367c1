import type { Root } from "@unified-latex/unified-latex-types";
import { LatexPegParser } from "@unified-latex/unified-latex-util-pegjs";
import { extractPlainText } from "../plain/extractPlainText";
import type { LatexTexts } from "./latexCommandReader";
import { listLatexDefinitions, type LatexDefinition } from "./listLatexDefinitions";
import { selectLatexSpans } from "./selectLatexSpans";
import { listLatexChunks } from "./listLatexChunks";
import { LatexTreeReader } from "./latexTreeReader";
import { maskLatex } from "./maskLatex";
import { ChunkMemory } from "../../markup/chunkMemory";
import { MATH_WORD } from "../../markup/placeholders";
import { moveProse, type Prose } from "../../spans/sentence";

/** UTF-16 units of a piece that the parser is asked for. Much more is no paragraph, and takes it seconds. */
const LONGEST_PIECE = 65_536;
/** Openings of groups, environments and mathematics that nothing closes, or deeper in each other than anyone writes. */
const MOST_OPEN = 100;
/** UTF-16 units that a command may come to. */
const LONGEST_TEXT = 400;

/**
 * The prose of a LaTeX document: its title, and what stands in its body. A piece of it that would hold the parser up is
 * read as plain text.
 *
 * @param memory - Best of all, of an earlier version of the document.
 */
export function extractLatex(text: string, memory = new ChunkMemory<readonly Prose[]>()): readonly Prose[] {
  const masked = maskLatex(text);
  const texts = readDefinitions(listLatexDefinitions(masked));
  memory.begin(JSON.stringify([...texts]));
  const { titles, body } = selectLatexSpans(masked);
  const blocks: Prose[] = [];
  for (const span of [...titles, body]) {
    for (const piece of listLatexChunks(masked, span)) {
      const content = masked.slice(piece.start, piece.end);
      // No piece starts with a line feed.
      const part = piece.isInTable ? `\n${content}` : content;
      const read = tryReading(content, () => memory.recall(part, () => readPiece(content, piece.isInTable, texts)));
      if (read === undefined) for (const block of extractPlainText(text, piece)) blocks.push(block);
      else for (const block of read) blocks.push(moveProse(block, piece.start));
    }
  }
  return blocks;
}

/** `undefined` for a piece that is too much for the parser, as some are that only it can tell. */
function tryReading(content: string, read: () => readonly Prose[]): readonly Prose[] | undefined {
  if (isTooMuch(content)) return undefined;
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readPiece(content: string, isInTable: boolean, texts: LatexTexts): readonly Prose[] {
  const root = LatexPegParser.parse(content) as Root;
  return new LatexTreeReader(content, isInTable, texts).read(root.content);
}

/** Each is read with those before it only: none can stand for itself. */
function readDefinitions(definitions: readonly LatexDefinition[]): LatexTexts {
  const texts = new Map<string, string>();
  for (const { name, body } of definitions) {
    // The word keeps a text that stands nowhere, as of "\LaTeX", from being no prose.
    const blocks = isTooMuch(body) ? [] : readPiece(`${MATH_WORD} ${body}`, false, texts);
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
  if (content.length > LONGEST_PIECE) return true;
  let open = 0;
  for (const [token] of content.matchAll(/\\(?:begin|end)(?![a-zA-Z])|\\[^]|[{}]/g)) {
    if (token === "{" || token === "\\begin" || token === "\\[" || token === "\\(") open += 1;
    else if (token === "}" || token === "\\end" || token === "\\]" || token === "\\)") open = Math.max(0, open - 1);
    if (open > MOST_OPEN) return true;
  }
  return false;
}
