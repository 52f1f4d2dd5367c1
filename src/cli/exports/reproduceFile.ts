import { MOST_EXPORT_BYTES, readExport } from "../../exports/readExport";
import { reproduceExport, type Reproduction } from "../../exports/reproduceExport";
import { formatCounted } from "../../wording/formatCounted";
import type { CliContext } from "../cliContext";
import { readNamed } from "../input/openToneFile";
import { findOutput, type OutputOptions } from "../outputOptions";
import { formatTable } from "../print/formatTable";
import { printJson, printText } from "../print/terminal";

export interface ReproduceOptions extends OutputOptions {
  /** Default: the one that the file names. */
  readonly model?: string;
}

/** Runs `cloze reproduce`: exit code 0 if the numbers are the same, 1 if they are not. */
export async function reproduceFile(
  context: CliContext,
  { file, version }: { readonly file: string; readonly version: string },
  options: ReproduceOptions,
): Promise<void> {
  const output = findOutput(options) ?? "text";
  const read = readExport(await readNamed(file, context.folder, MOST_EXPORT_BYTES));
  const { record } = read;
  const model = await context.library.resolve(options.model ?? record.model.name, context.folder);
  const found = await reproduceExport(context.engine, model, read);
  const same = found.comparison !== undefined && found.comparison.first === undefined;
  if (!same) context.exit.code = 1;
  if (output === "json") {
    const { isSameModel, comparison, now } = found;
    await printJson(context.output, { same, sameModel: isSameModel, ...comparison, then: record, now });
    return;
  }
  const { model: then, device, precision, onnxruntime, cloze, view } = record;
  const { now } = found;
  const rows = [
    ["view", view],
    ["weights", compareWords(now.weights.slice(0, 16), then.weights.slice(0, 16))],
    ["tokenizer", compareWords(now.tokenizer.slice(0, 16), then.tokenizer.slice(0, 16))],
    ["device", compareWords(now.device, device)],
    [
      "computed in",
      compareWords(`${now.statesPrecision}, ${now.precision}`, `${precision.looking}, ${precision.answers}`),
    ],
    [
      "versions",
      compareWords(`Cloze ${version}, onnxruntime ${now.runtime}`, `Cloze ${cloze}, onnxruntime ${onnxruntime}`),
    ],
  ];
  await printText(context.output, [describeVerdict(found, then.name), "", formatTable(rows)].join("\n"));
}

function describeVerdict({ isSameModel, comparison, now }: Reproduction, then: string): string {
  if (!isSameModel || comparison === undefined) {
    const name = JSON.stringify(now.name);
    return `another model: ${name} has other weights or another tokenizer than ${JSON.stringify(then)} had; --model names the one that the file was made with`;
  }
  const { numbers, largest, first } = comparison;
  const compared = formatCounted(numbers, "number");
  if (first) {
    const { place, found, expected } = first;
    return `not the same: ${place} is ${JSON.stringify(found)}, in the file ${JSON.stringify(expected)}; ${compared} compared, the largest difference ${formatDifference(largest)}`;
  }
  return largest === 0
    ? `the same: ${compared}, each to its last digit`
    : `the same: ${compared}, the largest difference ${formatDifference(largest)}`;
}

function formatDifference(value: number): string {
  return value.toPrecision(2);
}

function compareWords(now: string, then: string): string {
  return now === then ? now : `${now}, in the file ${then}`;
}
