import { evaluateRows } from "../../ownTone/report/evaluateRows";
import { listDoubts } from "../../ownTone/report/listDoubts";
import type { ExampleRow } from "../../ownTone/rows/readRows";
import { selectOwnTone } from "../../ownTone/selectOwnTone";
import { formatCounted } from "../../wording/formatCounted";
import { formatCount } from "../../wording/numbers/formatCount";
import { quote } from "../../wording/quote";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { openToneFile } from "../input/openToneFile";
import { findOutput, type OutputOptions } from "../outputOptions";
import { describePrecision, findPrecision } from "../print/findPrecision";
import { ProgressLine } from "../print/progressLine";
import { printJson, printLine, printText } from "../print/terminal";
import { describeEvaluation } from "./describeEvaluation";
import { openRows } from "./openRows";
import { toEvaluationJson } from "./toEvaluationJson";

export interface EvaluateOptions extends OutputOptions {
  readonly model: string;
  readonly with: string;
}

/** Runs `cloze evaluate`. */
export async function evaluateTone(context: CliContext, file: string, options: EvaluateOptions): Promise<void> {
  const output = findOutput(options) ?? "text";
  const tone = selectOwnTone(await openToneFile(options.with, context.folder));
  const rows = await openRows(file, context);
  checkLabels(file, rows, tone.labels);
  const model = await context.library.resolve(options.model, context.folder);
  const progress = new ProgressLine(context.errors);
  const sentences = rows.map(({ text }) => text);
  const answers = await context.engine
    .request(
      "classify",
      { model, sentences, tone },
      {
        lane: "workspace",
        onProgress: (done, total) => progress.show(`${formatCount(done)} of ${formatCounted(total, "row")}`),
      },
    )
    .finally(() => progress.clear());
  const evaluation = evaluateRows({
    labels: tone.labels,
    truth: rows.map(({ label }) => tone.labels.indexOf(label)),
    probabilities: answers.map(({ scores }) => tone.labels.map((label) => scores[label] ?? NaN)),
  });
  if (output === "json") {
    await printJson(context.output, { ...toEvaluationJson(evaluation, rows), precision: findPrecision(answers) });
  } else {
    const counted = `${formatCounted(rows.length, "row")} of ${file}, judged by ${options.with}`;
    const text = [counted, "", describeEvaluation(evaluation, rows), ...describePrecision(answers)];
    await printText(context.output, text.join("\n"));
  }
  for (const doubt of listDoubts(evaluation)) await printLine(context.errors, `cloze: ${doubt}`);
}

function checkLabels(file: string, rows: readonly ExampleRow[], labels: readonly string[]): void {
  const odd = rows.find(({ label }) => !labels.includes(label));
  if (odd === undefined) return;
  const known = labels.map((label) => quote(label)).join(", ");
  throw new CliError(
    "bad-input",
    `${file}: line ${odd.line} has the label ${quote(odd.label)}, expected one of ${known}`,
  );
}
