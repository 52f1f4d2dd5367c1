import type { SourceLine } from "../../markup/sourceLine";

/** A column of a table: a range of columns of the document. */
interface Column {
  readonly from: number;
  /** `Infinity` for the last of a table without sides. */
  readonly to: number;
}

/**
 * The cells of a table, each as its own lines, ascending in the document and not overlapping. Where several cells of a
 * row have several lines each, only the longest is read: the others would stand in the middle of it. Rows with a cell
 * that takes several columns are not read.
 *
 * @param lines - From the upper border to the lower one; a blank line ends a row.
 */
export function listRstCells(lines: readonly (SourceLine | undefined)[]): readonly Cell[] {
  return listRows(lines, lines[0]?.text.startsWith("+") ?? false).flatMap(readRow);
}

/** A row's lines, and the columns that the border above gives them. */
interface Row {
  readonly lines: SourceLine[];
  readonly columns: readonly Column[];
  /** Stands between its cells; in a table without sides, the line may have ended. */
  readonly gap: RegExp;
}

/** The lines of a cell; `undefined` for a blank one. */
type Cell = readonly (SourceLine | undefined)[];

function listGridColumns({ text, column }: SourceLine): readonly Column[] {
  const corners = Array.from(text.matchAll(/\+/g), ({ index }) => column + index);
  return corners.slice(1).map((to, index) => ({ from: (corners[index] ?? 0) + 1, to }));
}

function listSimpleColumns({ text, column }: SourceLine): readonly Column[] {
  const runs = [...text.matchAll(/=+/g)];
  return runs.map(({ 0: run, index }, at) => ({
    from: column + index,
    to: at === runs.length - 1 ? Infinity : column + index + run.length,
  }));
}

function listRows(lines: readonly (SourceLine | undefined)[], isGrid: boolean): readonly Row[] {
  const rows: Row[] = [];
  let columns: readonly Column[] = [];
  for (const line of lines) {
    const isBorder = line !== undefined && (isGrid ? /^\+[-=+]+\+$/ : /^[-= ]+$/).test(line.text);
    if (isBorder && isGrid) columns = listGridColumns(line);
    if (isBorder && columns.length === 0) columns = listSimpleColumns(line);
    // In a table without sides, a row begins with a line that has text in the first column.
    const isFirst = line === undefined || (!isGrid && readCell(line, columns[0]) !== undefined);
    if (isBorder || isFirst) rows.push({ lines: [], columns, gap: isGrid ? /^\|$/ : /^ ?$/ });
    if (line !== undefined && !isBorder) rows.at(-1)?.lines.push(line);
  }
  return rows;
}

function readRow(row: Row): readonly Cell[] {
  const { lines, columns } = row;
  if (!lines.every((line) => isCut(line, row))) return [];
  const cells = columns
    .map((column) => lines.map((line) => readCell(line, column)))
    .filter((cell) => measure(cell) > 0)
    .sort((a, b) => measure(b) - measure(a));
  const kept: Cell[] = [];
  for (const cell of cells) if (kept.every((other) => isApart(cell, other))) kept.push(cell);
  return kept.sort((a, b) => startOf(a) - startOf(b));
}

/** Whether each cell of the line takes one column. */
function isCut({ text, column }: SourceLine, { columns, gap }: Row): boolean {
  return columns.slice(1).every(({ from }) => gap.test(text.charAt(from - 1 - column)));
}

function readCell(line: SourceLine, column: Column | undefined): SourceLine | undefined {
  if (column === undefined) return undefined;
  const from = Math.max(0, column.from - line.column);
  const content = line.text.slice(from, Math.max(0, column.to - line.column));
  const indent = from + (/^\s*/.exec(content)?.[0].length ?? 0);
  const text = content.trim();
  const start = line.start + indent;
  return text === "" ? undefined : { start, end: start + text.length, column: line.column + indent, text };
}

function measure(cell: Cell): number {
  return cell.reduce((length, line) => length + (line?.text.length ?? 0), 0);
}

function isApart(a: Cell, b: Cell): boolean {
  return endOf(a) <= startOf(b) || endOf(b) <= startOf(a);
}

function startOf(cell: Cell): number {
  return cell.find((line) => line !== undefined)?.start ?? 0;
}

function endOf(cell: Cell): number {
  return cell.findLast((line) => line !== undefined)?.end ?? 0;
}
