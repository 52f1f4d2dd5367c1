import { type Aim, AIMS, isMet } from "./aims";
import type { Samples } from "./rounds";
import type { Row } from "./row";

const TITLES = ["", "Cloze", "other", "", "ratio", "spread", "aim", ""];

/**
 * A line each: title, our figure, theirs, the ratio, ± half the distance between the extremes of what is judged, and
 * the aim, met or not by the median.
 */
export function printRows(rows: readonly Row[], print: (line: string) => void): void {
  const lines = [TITLES, ...rows.map(writeCells)];
  const widths = TITLES.map((_, column) => Math.max(...lines.map((cells) => cells[column]!.length)));
  for (const cells of lines) {
    // Names and units stand to the left, figures to the right.
    const padded = cells.map((cell, i) => (isText(i) ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)));
    print(padded.join("  ").trimEnd());
  }
}

function writeCells({ name, ours, theirs, unit, ratio }: Row): readonly string[] {
  const judged = ratio ?? ours;
  const aim = AIMS[name];
  return [
    name,
    format(ours.median),
    theirs === undefined ? "" : format(theirs.median),
    unit,
    ratio === undefined ? "" : ratio.median.toFixed(2),
    formatSpread(judged),
    aim === undefined ? "" : formatAim(aim),
    aim === undefined ? "" : isMet(aim, judged.median) ? "met" : "NOT MET",
  ];
}

function isText(column: number): boolean {
  return column === 0 || TITLES[column] === "";
}

/** A single figure has none. */
function formatSpread({ values, spread }: Samples): string {
  return values.length < 2 ? "" : `± ${(100 * spread).toFixed(0)} %`;
}

function formatAim({ is, value }: Aim): string {
  return `${is === "at least" ? "≥" : "≤"} ${value}`;
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
