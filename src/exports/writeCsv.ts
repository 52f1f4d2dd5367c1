import type { ExportRecord } from "./exportRecord";
import type { Cell, Table } from "./listTable";

/** Begins the line that says how the numbers came about. pandas and R skip it with `comment="#"`. */
export const CSV_MARK = "# cloze ";

/** A table as CSV (RFC 4180), behind a line of its record. */
export function writeCsv(record: ExportRecord, table: Table): string {
  const lines = table.map((row) => row.map(writeCell).join(","));
  return `${CSV_MARK}${JSON.stringify(record)}\n${lines.join("\n")}\n`;
}

/** What would be a formula in a spreadsheet begins with an apostrophe, which spreadsheets take for "this is text". */
export function writeCell(cell: Cell): string {
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
  return /[",\n\r#]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
