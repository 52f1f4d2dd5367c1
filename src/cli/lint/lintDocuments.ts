import path from "node:path";
import type { Format } from "../../text/formats/format";
import { formatCount } from "../../wording/formatCount";
import { formatCounted } from "../../wording/formatCounted";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { listFiles } from "../input/listFiles";
import { findOutput, type OutputOptions } from "../outputOptions";
import { describeError } from "../print/describeError";
import { printLine } from "../print/printLine";
import { ProgressLine } from "../print/progressLine";
import { toSarif } from "../print/sarif";
import { describeUnknown } from "./describeUnknown";
import { lintFiles } from "./lintFiles";
import { type FileFinding, placeFindings } from "./placeFindings";
import { type LintFlags, type LintPlan, readLintPlan } from "./readLintPlan";

export interface LintOptions extends OutputOptions, LintFlags {
  readonly model: string;
  readonly why?: boolean;
  readonly format?: Format;
}

/** Runs `cloze lint`, and leaves its exit code in the context. */
export async function lintDocuments(
  context: CliContext,
  patterns: readonly string[],
  options: LintOptions & { readonly version: string },
): Promise<void> {
  const model = await context.library.resolve(options.model, context.folder);
  const { why = false, format } = options;
  const output = findOutput(options) ?? "text";
  const plan = await readLintPlan(context.folder, options);
  const files = await listPlanned(context, plan, patterns);
  const progress = new ProgressLine(context.errors);
  const report = (last: number, done: number, total: number) =>
    progress.show(
      `file ${formatCount(last)} of ${formatCount(files.length)}, ${formatCount(done)} of ${formatCounted(total, "sentence")}`,
    );
  const all: FileFinding[] = [];
  const failures: { file: string; message: string }[] = [];
  try {
    for await (const outcome of lintFiles(context, files, { ...plan, model, why, format, report })) {
      if ("error" in outcome) {
        progress.clear();
        const message = describeError(outcome.error);
        failures.push({ file: outcome.file, message });
        await printLine(context.errors, `cloze: ${outcome.file}: ${message}`);
        context.exit.code = 2;
        continue;
      }
      if (outcome.unknownRules.length > 0) progress.clear();
      for (const line of describeUnknown(outcome)) await printLine(context.errors, line);
      const findings = placeFindings(outcome);
      all.push(...findings);
      if (output !== "text" || findings.length === 0) continue;
      progress.clear();
      await printLine(context.output, findings.map(formatFinding).join("\n"));
    }
  } finally {
    progress.clear();
  }
  await keepTones(context, model);
  if (output === "json") await printLine(context.output, JSON.stringify(all));
  else if (output === "sarif") {
    const findings = all.map((finding) => ({ ...finding, message: joinMessage(finding) }));
    const log = toSarif({ version: options.version, findings, failures });
    await printLine(context.output, JSON.stringify(log, undefined, 2));
  } else
    await printLine(
      context.errors,
      `${formatCounted(all.length, "finding")} in ${formatCounted(files.length, "file")}`,
    );
  if (context.exit.code === 0 && all.length > 0) context.exit.code = 1;
}

/**
 * The files to read. One that the project file ignores is left out even if it is named, since hooks name whatever has
 * changed; then a line says so, and it is no error that nothing is left.
 */
async function listPlanned(
  { errors, folder }: Pick<CliContext, "errors" | "folder">,
  { languages, ignores }: LintPlan,
  patterns: readonly string[],
): Promise<readonly string[]> {
  const files = await listFiles(patterns, folder, languages);
  const kept = files.filter((file) => !ignores(file));
  const named = new Set(patterns.map((pattern) => path.normalize(pattern)));
  const ignored = files.filter((file) => named.has(file) && !kept.includes(file));
  for (const file of ignored) await printLine(errors, `cloze: ${file}: not read, since .cloze.json ignores it`);
  if (kept.length + ignored.length === 0) {
    throw new CliError("no-files", "no file is left to read: .cloze.json ignores all of them");
  }
  return kept;
}

/** Has the engine write what it read to its cache before it is ended: the next lint then reads only what has changed. */
async function keepTones({ engine }: CliContext, model: string): Promise<void> {
  if (engine.state.kind !== "idle") return;
  await engine.request("unload", { model }).catch(() => null);
}

function formatFinding(finding: FileFinding): string {
  const { file, range, rule, score } = finding;
  return `${file}:${range.start.line}:${range.start.column}  ${rule}  ${score.toFixed(2)}  ${joinMessage(finding)}`;
}

/** The message, with the words that the finding rests on if they were asked for. */
function joinMessage({ message, why }: FileFinding): string {
  return why === undefined ? message : `${message} ${why.message}`;
}
