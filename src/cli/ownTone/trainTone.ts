import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { buildToneFile } from "../../ownTone/buildToneFile";
import { readToneFile } from "../../ownTone/readToneFile";
import { listDoubts } from "../../ownTone/report/listDoubts";
import type { ExampleRow } from "../../ownTone/rows/readRows";
import { selectMark } from "../../ownTone/selectMark";
import type { ToneFile, ToneMark } from "../../ownTone/toneFileSchema";
import { toToneName } from "../../ownTone/toToneName";
import { writeToneFile } from "../../ownTone/writeToneFile";
import type { TrainResult } from "../../tasks/ownTone/trainRequest";
import { formatCounted } from "../../wording/formatCounted";
import { namePrecision } from "../../wording/names/namePrecision";
import { formatBytes } from "../../wording/numbers/formatBytes";
import { formatCount } from "../../wording/numbers/formatCount";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { findOutput, type OutputOptions } from "../outputOptions";
import { ProgressLine } from "../print/progressLine";
import { printJson, printLine, printText } from "../print/terminal";
import { describeEvaluation } from "./describeEvaluation";
import { openRows } from "./openRows";
import { toEvaluationJson } from "./toEvaluationJson";

export interface TrainOptions extends OutputOptions, Partial<Omit<ToneMark, "label">> {
  readonly model: string;
  readonly out?: string;
  readonly name?: string;
  readonly c?: number;
  readonly layer?: number;
  readonly pooling?: TrainResult["tone"]["pooling"];
  readonly mark?: string;
  readonly keepRows?: boolean;
}

/** Runs `cloze train`. */
export async function trainTone(
  context: CliContext,
  file: string,
  options: TrainOptions & { readonly version: string },
): Promise<void> {
  const output = findOutput(options) ?? "text";
  const name = selectName(options, file);
  if (options.out !== undefined) await checkOut(options.out, file, context.folder);
  const rows = await openRows(file, context);
  const labels = [...new Set(rows.map(({ label }) => label))].sort();
  const mark = selectMark(labels, { ...options, label: options.mark });
  const model = await context.library.resolve(options.model, context.folder);
  const result = await askTraining(context, rows, { ...options, model });
  const { version, keepRows = false } = options;
  const written = buildToneFile(result, { version, name, mark, examples: keepRows ? rows : undefined });
  const text = writeToneFile(written);
  if (options.out !== undefined) await writeOut(options.out, context.folder, text);
  const doubts = listDoubts(result.evaluation);
  if (output === "json") {
    await printJson(context.output, {
      ...toEvaluationJson(result.evaluation, rows),
      ...describeMade(written, options.out),
      tried: result.tried,
      folds: result.folds,
      repeated: result.repeated,
      cut: result.cut,
      doubts,
    });
  } else {
    await printText(context.output, describeTraining(result, rows, written));
    const bytes = formatBytes(Buffer.byteLength(text));
    const out = options.out === undefined ? "Nothing is written: --out names a file." : `${options.out}: ${bytes}.`;
    await printText(context.output, ["", out, describeRule(written)].join("\n"));
  }
  for (const doubt of doubts) await printLine(context.errors, `cloze: ${doubt}`);
}

function selectName({ name, out }: Pick<TrainOptions, "name" | "out">, file: string): string {
  if (name === undefined) return toToneName(path.basename(out ?? file));
  if (name === toToneName(name)) return name;
  throw new CliError(
    "bad-usage",
    `--name is "${name}", expected small letters, digits and hyphens, as in ${toToneName(name)}`,
  );
}

async function askTraining(
  { engine, errors }: CliContext,
  rows: readonly ExampleRow[],
  { model, c, layer, pooling }: Pick<TrainOptions, "model" | "c" | "layer" | "pooling">,
): Promise<TrainResult> {
  const progress = new ProgressLine(errors);
  try {
    const params = {
      model,
      sentences: rows.map(({ text }) => text),
      labels: rows.map(({ label }) => label),
      ...(c !== undefined && { c }),
      ...(layer !== undefined && { layer }),
      ...(pooling && { pooling }),
    };
    const result = await engine.request("train", params, {
      onProgress: (done, total) => progress.show(`${formatCount(done)} of ${formatCounted(total, "row")}`),
    });
    // Has the engine write the vectors to its cache before it is ended: the next training then reads only new rows.
    await engine.request("unload", { model }).catch(() => null);
    return result;
  } finally {
    progress.clear();
  }
}

/** A slip of the hand must not cost the rows, which stand nowhere else, nor any other file. */
async function checkOut(out: string, file: string, folder: string): Promise<void> {
  const target = path.resolve(folder, out);
  if (target === path.resolve(folder, file)) {
    throw new CliError("bad-usage", `--out is "${out}", which holds the rows: expected another file`);
  }
  const bytes = await readFile(target).catch(() => undefined);
  if (bytes === undefined) return;
  try {
    readToneFile(out, bytes);
  } catch (cause) {
    const message = `--out is "${out}", which is there and is no tone: expected a new file, or one that train wrote`;
    throw new CliError("bad-usage", message, { cause });
  }
}

async function writeOut(out: string, folder: string, text: string): Promise<void> {
  await writeFile(path.resolve(folder, out), text).catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException;
    throw new CliError("lost-output", `${out} cannot be written: ${code ?? String(cause)}`, { cause });
  });
}

function describeMade({ name, mark, taught, model, layer, pooling, precision }: ToneFile, out: string | undefined) {
  return {
    ...(out !== undefined && { out }),
    name,
    ...(mark && { rule: `own/${name}`, mark }),
    c: taught.c,
    model,
    layer,
    pooling,
    precision,
  };
}

function describeTraining(
  { evaluation, c, tried, folds, repeated, cut }: TrainResult,
  rows: readonly ExampleRow[],
  { model, layer, pooling, precision }: ToneFile,
): string {
  const chosen =
    tried.length > 1 ? `C = ${c}, the best of ${tried.map((each) => each.c).join(", ")} by log loss` : `C = ${c}`;
  const sizes = Object.entries(evaluation.classes).map(([label, each]) => `${formatCount(each.rows)} ${label}`);
  return [
    `${formatCounted(rows.length, "row")}: ${sizes.join(", ")}`,
    `vectors of ${model.name}, layer ${layer}, ${pooling}, in ${namePrecision(precision)}`,
    `${chosen}; figures by cross-validation in ${folds} parts`,
    ...(repeated > 0 ? [`${formatCounted(repeated, "row")} repeat a text, and are in one part with it`] : []),
    ...(cut > 0 ? [`${formatCounted(cut, "row")} longer than the model takes, read in windows`] : []),
    "",
    describeEvaluation(evaluation, rows),
  ].join("\n");
}

function describeRule({ name, mark }: ToneFile): string {
  if (mark === undefined) return "It is no rule: --mark names the label to mark.";
  return `As the rule own/${name} it marks “${mark.label}” from ${mark.threshold}: “${mark.message}”.`;
}
