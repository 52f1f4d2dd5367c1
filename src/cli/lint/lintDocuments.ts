import path from "node:path";
import type { EngineError } from "../../engine/protocol/engineError";
import { isOwnId } from "../../lint/mutedRules";
import type { Rule } from "../../lint/rule";
import type { Format } from "../../text/formats/format";
import { formatCount } from "../../wording/formatCount";
import { formatCounted } from "../../wording/formatCounted";
import { namePrecision } from "../../wording/namePrecision";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { listAndTell } from "../input/listAndTell";
import { findOutput, type OutputOptions } from "../outputOptions";
import { describeError } from "../print/describeError";
import { ProgressLine } from "../print/progressLine";
import { toSarif } from "../print/sarif";
import { printJson, printLine, printLines } from "../print/terminal";
import { describeUnknown } from "./describeUnknown";
import { lintFiles } from "./lintFiles";
import { type FileFinding, placeFindings } from "./placeFindings";
import { type LintFlags, type LintPlan, readLintPlan } from "./readLintPlan";

export interface LintOptions extends OutputOptions, Omit<LintFlags, "own"> {
  /** Files of tones. */
  readonly with?: readonly string[];
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
  const plan = await readLintPlan(context.folder, { ...options, own: options.with });
  const files = await listPlanned(context, plan, patterns);
  const progress = new ProgressLine(context.errors);
  const report = (last: number, done: number, total: number) =>
    progress.show(
      `file ${formatCount(last)} of ${formatCount(files.length)}, ${formatCount(done)} of ${formatCounted(total, "sentence")}`,
    );
  const all: FileFinding[] = [];
  const precisions = new Set<FileFinding["precision"]>();
  const failures: { file: string; message: string }[] = [];
  const skipped = new Set<string>();
  const skip = (rules: readonly Rule[], error: EngineError) => {
    if (isWanted(rules, plan, options)) throw error;
    skipped.add(`cloze: ${rules.map(({ id }) => id).join(", ")}: not checked: ${error.message}`);
  };
  try {
    for await (const outcome of lintFiles(context, files, { ...plan, model, why, format, skip, report })) {
      if ("error" in outcome) {
        progress.clear();
        const message = describeError(outcome.error);
        failures.push({ file: outcome.file, message });
        await printLine(context.errors, `cloze: ${outcome.file}: ${message}`);
        context.exit.code = 2;
        continue;
      }
      if (outcome.unknownRules.length > 0) progress.clear();
      await printLines(context.errors, describeUnknown(outcome, plan.rules));
      for (const precision of outcome.precisions) precisions.add(precision);
      const findings = placeFindings(outcome);
      all.push(...findings);
      if (output !== "text" || findings.length === 0) continue;
      progress.clear();
      await printLines(context.output, findings.map(formatFinding));
    }
  } finally {
    progress.clear();
  }
  for (const line of skipped) await printLine(context.errors, line);
  await keepTones(context, model);
  if (output === "sarif") {
    const findings = all.map((finding) => ({ ...finding, message: joinMessage(finding) }));
    const run = { version: options.version, rules: plan.rules, findings, failures, precisions: [...precisions] };
    await printJson(context.output, toSarif(run), 2);
  } else if (output === "json") await printJson(context.output, all);
  else await printLine(context.errors, describeAll(all.length, files.length, precisions));
  if (context.exit.code === 0 && all.length > 0) context.exit.code = 1;
}

/** True for rules that the person named, by themselves or by their file, and where no other rule runs. */
function isWanted(rules: readonly Rule[], { runs }: LintPlan, { rules: named, with: files }: LintOptions): boolean {
  if (runs.every(({ rule }) => rules.includes(rule))) return true;
  return rules.some(({ id }) => (named === undefined ? files !== undefined && isOwnId(id) : named.includes(id)));
}

function describeAll(findings: number, files: number, precisions: ReadonlySet<FileFinding["precision"]>): string {
  const counts = `${formatCounted(findings, "finding")} in ${formatCounted(files, "file")}`;
  return precisions.size === 0 ? counts : `${counts}, computed in ${[...precisions].map(namePrecision).join(" and ")}`;
}

/**
 * The files to read. One that the project file ignores is left out even if it is named, since hooks name whatever has
 * changed; then a line says so, and it is no error that nothing is left.
 */
async function listPlanned(
  context: CliContext,
  { languages, ignores }: LintPlan,
  patterns: readonly string[],
): Promise<readonly string[]> {
  const files = await listAndTell(context, patterns, languages);
  const kept = files.filter((file) => !ignores(file));
  const named = new Set(patterns.map((pattern) => path.normalize(pattern)));
  const ignored = files.filter((file) => named.has(file) && !kept.includes(file));
  for (const file of ignored) await printLine(context.errors, `cloze: ${file}: not read, since .cloze.json ignores it`);
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
