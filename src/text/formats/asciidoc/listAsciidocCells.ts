import { cutLine, type SourceLine } from "../../markup/sourceLine";

/** A cell of a table. */
export interface AsciidocCell {
  /** The letter of its style, "" for none: "a" for a document of its own, "l" for literal text, "h" for a heading, … */
  readonly style: string;
  /** `undefined` for a blank line. */
  readonly lines: readonly (SourceLine | undefined)[];
}

export interface AsciidocTable {
  /** The sign before each cell. */
  readonly separator: string;
  /** The style of each column; empty if the table states none. */
  readonly styles: readonly string[];
  /** Whether the table says that its first row is a heading, to which no style applies. */
  readonly hasHeader: boolean;
}

/** The specification of a cell, before the sign that starts it: columns and rows it takes, alignment, style. */
const FORMAT = String.raw`(?:(?<=^|\s)(?:(?<columns>\d{1,3})?(?:\.(?<rows>\d{1,3}))?(?<span>[*+]))?[<^>]?(?:\.[<^>])?(?<style>[adehlmsv])?)?`;
const COLUMN = /^(?:(?<times>\d{1,3})\*)?[<^>]?(?:\.[<^>])?(?:\d{0,4}%?|~)(?<style>[adehlmsv])?$/;
const MOST_COLUMNS = 100;

/** The style of each column, as the attribute `cols` states it: "1,2a" or "3*l". */
export function listAsciidocColumns(cols: string): readonly string[] {
  const styles: string[] = [];
  for (const column of cols === "" ? [] : cols.split(/[,;]/, MOST_COLUMNS)) {
    const { times = "1", style = "" } = COLUMN.exec(column.trim())?.groups ?? {};
    for (let i = 0; i < Number(times) && styles.length < MOST_COLUMNS; i += 1) styles.push(style);
  }
  return styles;
}

/** The cells of a table, in document order. @param lines - The lines between the table's borders. */
export function listAsciidocCells(
  lines: readonly (SourceLine | undefined)[],
  { separator, styles, hasHeader }: AsciidocTable,
): readonly AsciidocCell[] {
  const start = new RegExp(`${FORMAT}(?<!\\\\)\\${separator}`, "g");
  const places = new CellPlaces(styles, hasHeader || isHeader(lines, start));
  const cells: { style: string; lines: (SourceLine | undefined)[] }[] = [{ style: "", lines: [] }];
  for (const line of lines) {
    let from = 0;
    for (const match of line?.text.matchAll(start) ?? []) {
      if (line !== undefined) cells.at(-1)?.lines.push(cut(line, from, match.index));
      cells.push({ style: places.take(match.groups ?? {}), lines: [] });
      from = match.index + match[0].length;
    }
    cells.at(-1)?.lines.push(line && cut(line, from, line.text.length));
  }
  return cells;
}

/** Whether a blank line stands below the first one, and another row below that. */
function isHeader([first, second, ...others]: readonly (SourceLine | undefined)[], cellStart: RegExp): boolean {
  if (first === undefined || second !== undefined) return false;
  const next = others.find((line) => line !== undefined);
  return next?.text.search(cellStart) === 0;
}

/** `undefined` if nothing stands there. */
function cut(line: SourceLine, from: number, to: number): SourceLine | undefined {
  const content = line.text.slice(from, to);
  const indent = content.length - content.trimStart().length;
  const text = content.trim();
  if (text === "") return undefined;
  const start = line.start + from + indent;
  // Text behind the cell's sign starts its first line.
  return { ...cutLine(line, from + indent), text, end: start + text.length, ...(from > 0 && { column: 0 }) };
}

/** Follows in which row and column each cell stands. */
class CellPlaces {
  readonly #styles: readonly string[];
  /** For each column, the further rows that a cell above takes. */
  readonly #taken: number[];
  #isInHeader: boolean;
  #column = 0;

  constructor(styles: readonly string[], hasHeader: boolean) {
    this.#styles = styles;
    this.#taken = styles.map(() => 0);
    this.#isInHeader = hasHeader;
  }

  /** The style of the next cell: its own or that of its column. A cell that stands for several takes their columns. */
  take({ columns = "1", rows = "1", style }: Readonly<Record<string, string | undefined>>): string {
    const count = this.#styles.length;
    if (count === 0) return style ?? "";
    // Every pass over a column counts its rows down, so this ends.
    while ((this.#taken[this.#column] ?? 0) > 0) this.#pass();
    const found = this.#isInHeader ? "" : (style ?? this.#styles[this.#column] ?? "");
    for (let i = 0; i < Math.min(Number(columns), count); i += 1) {
      this.#taken[this.#column] = Math.min(Number(rows), MOST_COLUMNS);
      this.#pass();
    }
    return found;
  }

  #pass(): void {
    this.#taken[this.#column] = Math.max(0, (this.#taken[this.#column] ?? 0) - 1);
    this.#column = (this.#column + 1) % this.#styles.length;
    if (this.#column === 0) this.#isInHeader = false;
  }
}
