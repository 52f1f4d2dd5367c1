import { ProseBuilder, ProseSlicer } from "../../markup/proseBuilder";
import type { Prose } from "../../spans/sentence";
import { extractMarkdown } from "../markdown/extractMarkdown";
import { listNotebookCells, type NotebookCell } from "./listNotebookCells";

const ESCAPE = /\\(?:u[\da-fA-F]{4}|[^])/g;
const ESCAPED: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/**
 * The prose of the Markdown cells of a Jupyter notebook; see `extractProse`. The notebook is JSON: a character that is
 * escaped there ("\n", "\"") has no place of its own, so a block is in the document in one run for each stretch of text
 * between escapes.
 */
export function extractNotebook(text: string): readonly Prose[] {
  return listNotebookCells(text)
    .filter(({ type }) => type === "markdown")
    .flatMap((cell) => readCell(text, cell));
}

function readCell(text: string, { parts }: NotebookCell): readonly Prose[] {
  const builder = new ProseBuilder();
  // Only a document has front matter: in a cell, a rule at the start is a rule.
  builder.addPlaceless("\n");
  for (const { start, end } of parts) {
    const source = text.slice(start, end);
    let from = 0;
    for (const { 0: escape, index } of source.matchAll(ESCAPE)) {
      builder.add(source.slice(from, index), start + from);
      builder.addPlaceless(decode(escape));
      from = index + escape.length;
    }
    builder.add(source.slice(from), start + from);
  }
  const cell = builder.finish();
  if (cell === undefined) return [];
  const slicer = new ProseSlicer(cell);
  return extractMarkdown(cell.text).flatMap((block) => placeBlock(block, slicer) ?? []);
}

function decode(escape: string): string {
  const sign = escape.charAt(1);
  if (sign === "u" && escape.length > 2) return String.fromCharCode(Number.parseInt(escape.slice(2), 16));
  return ESCAPED[sign] ?? sign;
}

/** A block of a cell, as it stands in the notebook. @param slicer - Of the cell, and no further than the block's start. */
function placeBlock(block: Prose, slicer: ProseSlicer): Prose | undefined {
  const builder = new ProseBuilder(block.kind);
  let at = 0;
  for (const { textStart, start, length } of block.runs) {
    builder.addPlaceless(block.text.slice(at, textStart));
    slicer.addTo(builder, { start, end: start + length });
    at = textStart + length;
  }
  builder.addPlaceless(block.text.slice(at));
  return builder.finish();
}
