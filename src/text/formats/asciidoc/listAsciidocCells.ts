import type { PlacedText } from "../../markup/readMarkup";
import type { SourceLine } from "../../markup/sourceLine";

/** The specification of a cell, before the sign that starts it: columns and rows it takes, alignment, style. */
const FORMAT = String.raw`(?:(?<=^|\s)(?:\d{1,3}(?:\.\d{1,3})?[*+]|\.\d{1,3}\+)?[<^>]?(?:\.[<^>])?[adehlmsv]?)?`;

/**
 * The cells of a table, each as its own lines. A blank line starts another cell: it ends a paragraph.
 *
 * @param lines - The lines between the table's borders.
 * @param separator - The sign before each cell.
 */
export function listAsciidocCells(
  lines: readonly (SourceLine | undefined)[],
  separator: string,
): readonly (readonly PlacedText[])[] {
  const start = new RegExp(`${FORMAT}(?<!\\\\)\\${separator}`, "g");
  const cells: PlacedText[][] = [[]];
  for (const line of lines) {
    if (line === undefined) {
      cells.push([]);
      continue;
    }
    let from = 0;
    for (const match of line.text.matchAll(start)) {
      cells.at(-1)?.push(cut(line, from, match.index));
      cells.push([]);
      from = match.index + match[0].length;
    }
    cells.at(-1)?.push(cut(line, from, line.text.length));
  }
  return cells;
}

function cut({ text, start }: SourceLine, from: number, to: number): PlacedText {
  const content = text.slice(from, to);
  const indent = content.length - content.trimStart().length;
  return { text: content.trim(), start: start + from + indent };
}
