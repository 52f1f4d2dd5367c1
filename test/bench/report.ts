import type { BenchModel } from "./benchModel";
import type { EditorFigures } from "./editorFigures";
import type { DeviceFigures } from "./measureDevices";
import type { EngineFigures } from "./measureEngine";
import { AGAIN, FILE_COUNTS, type LintFigures } from "./measureLint";
import type { ModelFigures } from "./measureModel";
import type { PageFigures } from "./measurePage";
import type { PanelFigures } from "./measurePanel";
import { LONG_TOKENS, type PeakShare } from "./measureParts";
import { median, quantile } from "./rounds";
import { compare, type Row, state } from "./row";

const MS = 1000;
const MB = 1e6;
const MINUTE_MS = 60_000;
/** Cycles of loading and unloading at either end that are set against each other. */
const ENDS = 10;
const MOST = 0.95;

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

export function reportPeakShare(model: string, precision: string, { model: reached, products }: PeakShare): Row {
  const giga = (values: readonly number[]) => values.map((value) => value / 1e9);
  const name = `${model}: ${LONG_TOKENS} tokens : products alone, ${precision}, 1 thread`;
  return compare(name, { ours: giga(reached), theirs: giga(products), unit: "Gop/s" });
}

export function reportEngine({ fills, memory }: EngineFigures): readonly Row[] {
  const sides = (of: (times: readonly number[]) => number) => ({
    ours: fills.loaded.map(of),
    theirs: fills.idle.map(of),
    unit: "ms",
  });
  const name = "engine: fill-mask, workspace load : idle";
  const rows = [
    compare(`${name}, median`, sides(median)),
    compare(
      `${name}, 95 %`,
      sides((times) => quantile(times, MOST)),
    ),
  ];
  if (memory === undefined) return rows;
  const flat = (process: "engine" | "owner") => {
    const ends = [memory[process].slice(-ENDS), memory[process].slice(0, ENDS)] as const;
    return compareScaled(`${process}: memory, last loads : first loads`, ends, { by: 1 / MB, unit: "MB" });
  };
  return [...rows, flat("engine"), flat("owner")];
}

export function reportLint({ megabytes, files, again, tone }: LintFigures): readonly Row[] {
  const rate = (ms: readonly number[]) => ms.map((each) => megabytes / (each / MINUTE_MS));
  const [one, ...more] = FILE_COUNTS;
  return [
    state("lint: 1 file", rate(files[one]), "MB/min"),
    ...more.map((count) =>
      compare(`lint: the same text in ${count} files : in 1`, {
        ours: rate(files[count]),
        theirs: rate(files[one]),
        unit: "MB/min",
      }),
    ),
    compareScaled(`lint: ${AGAIN} files, second time : first time`, [again, files[AGAIN]], { by: 1 / MS, unit: "s" }),
    state(`lint: ${AGAIN} files, tone alone`, rate(tone), "MB/min"),
    compare(`lint: ${AGAIN} files, all rules : tone alone`, {
      ours: rate(files[AGAIN]),
      theirs: rate(tone),
      unit: "MB/min",
    }),
    state(`lint: ${AGAIN} files, all rules, second time`, rate(again), "MB/min"),
  ];
}

export function reportEditor({ marks, checks, stretches }: EditorFigures): readonly Row[] {
  return [
    state("editor: edit → marks, median", marks, "ms"),
    state("editor: edit → marks, 95 %", [quantile(marks, MOST)], "ms"),
    state("editor: of it after the pause in typing, median", checks, "ms"),
    state("editor: of it after the pause in typing, 95 %", [quantile(checks, MOST)], "ms"),
    state("editor: host held, 1 MB of Markdown, median", stretches, "ms"),
    state("editor: host held, 1 MB of Markdown, longest", [Math.max(...stretches)], "ms"),
  ];
}

export function reportLsp(marks: readonly number[]): readonly Row[] {
  return [
    state("lsp: edit of one sentence → its mark, median", marks, "ms"),
    state("lsp: edit of one sentence → its mark, 95 %", [quantile(marks, MOST)], "ms"),
  ];
}

export function reportPanel({ tokens, heads, mean, vectors, largest }: PanelFigures): readonly Row[] {
  return [
    state(`panel: another head, ${tokens} tokens`, heads, "ms"),
    state(`panel: mean of all heads, ${tokens} tokens`, mean, "ms"),
    state(`panel: vectors of all layers after the run, ${tokens} tokens`, vectors, "ms"),
    state(`panel: largest message, ${tokens} tokens`, [largest / 1e6], "MB"),
  ];
}

export function reportPage({ tokens, texts, heads, links, vectors }: PageFigures): readonly Row[] {
  return [
    state(`page: text → painted, ${tokens} tokens`, texts, "ms"),
    state(`page: another head → painted, ${tokens} tokens`, heads, "ms"),
    state(`page: a frame while the threshold is dragged, ${tokens} tokens, median`, links, "ms"),
    state(`page: a frame while the threshold is dragged, ${tokens} tokens, longest`, [Math.max(...links)], "ms"),
    state(`page: a frame while the layer is dragged, ${tokens} tokens, median`, vectors, "ms"),
    state(`page: a frame while the layer is dragged, ${tokens} tokens, longest`, [Math.max(...vectors)], "ms"),
  ];
}

/** Of those that could be had. */
export function reportDevices(found: Readonly<Record<string, DeviceFigures>>): readonly Row[] {
  return Object.entries(found).flatMap(([place, { shapes = [] }]) =>
    shapes.flatMap(({ sequences, tokens, ms }) =>
      (["int8", "fp32"] as const).map((precision) =>
        compare(`${place} : ${precision} on the CPU, ${sequences} × ${tokens} tokens`, {
          ours: ms.device.map((each) => MS / each),
          theirs: ms[precision].map((each) => MS / each),
          unit: "/s",
        }),
      ),
    ),
  );
}

function compareScaled(
  name: string,
  [ours, theirs]: readonly [readonly number[], readonly number[]],
  { by, unit }: { readonly by: number; readonly unit: string },
): Row {
  const scale = (values: readonly number[]) => values.map((value) => value * by);
  return compare(name, { ours: scale(ours), theirs: scale(theirs), unit });
}
