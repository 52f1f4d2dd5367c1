import type { PlacedText } from "../../markup/readMarkup";
import type { SourceLine } from "../../markup/sourceLine";

/** How many columns and rows a cell takes, how it is set, and in which style, before the sign that begins it. */
const FORMAT = String.raw`(?:(?<=^|\s)(?:\d{1,3}(?:\.\d{1,3})?[*+]|\.\d{1,3}\+)?[<^>]?(?:\.[<^>])?[adehlmsv]?)?`;

/**
 * The cells of a table, each its lines without what stands beside them; an empty line ends a paragraph of a cell.
 *
 * @param lines - Between the table's borders.
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
  const part = text.slice(from, to);
  const indent = part.length - part.trimStart().length;
  return { text: part.trim(), start: start + from + indent };
}
