export interface Row {
  readonly name: string;
  readonly fp32?: string;
  readonly int8?: string;
  readonly wordList?: string;
  readonly harper?: string;
}

const COLUMNS = ["fp32", "int8", "wordList", "harper"] as const;
const TITLES = { fp32: "fp32", int8: "int8", wordList: "word list", harper: "Harper" };
const CELL = 11;

export function printTable(rows: readonly Row[]): void {
  const columns = COLUMNS.filter((column) => rows.some((row) => row[column] !== undefined));
  const width = Math.max(...rows.map(({ name }) => name.length));
  const print = (name: string, cells: readonly string[]) =>
    process.stdout.write(`${name.padEnd(width)}${cells.map((cell) => cell.padStart(CELL)).join("")}\n`);
  print(
    "",
    columns.map((column) => TITLES[column]),
  );
  for (const row of rows)
    print(
      row.name,
      columns.map((column) => row[column] ?? ""),
    );
}
