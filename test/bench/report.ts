import type { BenchModel } from "./benchModel";
import type { ModelFigures } from "./measureModel";
import type { PeakShare } from "./measureParts";
import { ratios, summarize, type Samples } from "./rounds";

/** One line of the table. */
export interface Row {
  readonly name: string;
  readonly ours: Samples;
  /** Absent where there is no other side. */
  readonly theirs?: Samples;
  readonly unit: string;
  /** What the row judges, round by round; how it is to be read stands in the name. */
  readonly ratio: Samples;
}

const MS = 1000;
const MB = 1e6;

export function reportModel({ name }: BenchModel, figures: ModelFigures): readonly Row[] {
  const rate = (ms: readonly number[]) => ms.map((each) => MS / each);
  const faster = (title: string, ours: readonly number[], theirs: readonly number[]): Row =>
    compare(`${name}: ${title}`, { ours: rate(ours), theirs: rate(theirs), unit: "/s" });
  const { fill, tone, start, memory, bare } = figures;
  const rows = [
    faster("fill-mask, int8 : fp32", fill.int8, fill["theirs fp32"]),
    faster("fill-mask, int8 : q8", fill.int8, fill["theirs q8"]),
    faster("fill-mask, fp32 : fp32", fill.fp32, fill["theirs fp32"]),
    faster("tone, int8 : q8", tone.int8, tone["theirs q8"]),
    compareScaled(`${name}: cold start, int8 : fp32`, [start.int8, start["theirs fp32"]], { by: 1, unit: "ms" }),
    compareScaled(`${name}: cold start, int8 : q8`, [start.int8, start["theirs q8"]], { by: 1, unit: "ms" }),
  ];
  if (memory.int8.every((bytes) => !Number.isNaN(bytes))) {
    const scale = { by: 1 / MB, unit: "MB" };
    rows.push(
      compareScaled(`${name}: peak memory, int8 : fp32`, [memory.int8, memory["theirs fp32"]], scale),
      compareScaled(`${name}: peak memory, int8 : q8`, [memory.int8, memory["theirs q8"]], scale),
      compareScaled(`${name}: peak memory, fp32 : fp32`, [memory.fp32, memory["theirs fp32"]], scale),
    );
  }
  rows.push(
    compare(`${name}: fill-mask task : bare session, int8`, {
      ours: rate(bare.task),
      theirs: rate(bare.run),
      unit: "/s",
    }),
  );
  return rows;
}

export function reportTokenizers(found: Readonly<Record<"fp32" | "theirs fp32", readonly number[]>>): Row {
  return compare("tokenizer, a second of processor time", {
    ours: found.fp32,
    theirs: found["theirs fp32"],
    unit: "MB",
  });
}

export function reportPeakShare(name: string, { model, products }: PeakShare): Row {
  const giga = (values: readonly number[]) => values.map((value) => value / 1e9);
  return compare(name, { ours: giga(model), theirs: giga(products), unit: "Gop/s" });
}

/** Title, our figure, theirs, their ratio, and ± half the distance between the ratio's extremes. */
export function printRows(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = (cells: readonly string[]) =>
    process.stdout.write(
      `${cells.map((cell, i) => (i === 0 ? cell.padEnd(width) : cell.padStart(WIDTHS[i]!))).join("")}\n`,
    );
  line(["", "Cloze", "other", "", "ratio", "spread"]);
  for (const { name, ours, theirs, unit, ratio } of rows) {
    const other = theirs === undefined ? "" : format(theirs.median);
    line([
      name,
      format(ours.median),
      other,
      ` ${unit}`,
      ratio.median.toFixed(2),
      `± ${(100 * ratio.spread).toFixed(0)} %`,
    ]);
  }
}

const WIDTHS = [0, 10, 10, 7, 8, 9];

function compare(
  name: string,
  {
    ours,
    theirs,
    unit,
  }: { readonly ours: readonly number[]; readonly theirs: readonly number[]; readonly unit: string },
): Row {
  return { name, ours: summarize(ours), theirs: summarize(theirs), unit, ratio: ratios(ours, theirs) };
}

function compareScaled(
  name: string,
  [ours, theirs]: readonly [readonly number[], readonly number[]],
  { by, unit }: { readonly by: number; readonly unit: string },
): Row {
  const scale = (values: readonly number[]) => values.map((value) => value * by);
  return compare(name, { ours: scale(ours), theirs: scale(theirs), unit });
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
