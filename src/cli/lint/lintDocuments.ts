import type { EngineError } from "../../engine/protocol/engineError";
import { isOwnId } from "../../lint/mutedRules";
import type { Rule } from "../../lint/rule";
import type { CliContext } from "../cliContext";
import { describeError } from "../print/describeError";
import { printLine, printLines } from "../print/terminal";
import { BaselineFilter } from "./baseline/baselineFilter";
import { readBaseline, toEntry } from "./baseline/readBaseline";
import { writeBaseline } from "./baseline/writeBaseline";
import { checkLintOptions, type LintOptions } from "./checkLintOptions";
import { describeUnknown } from "./describeUnknown";
import { FileFixer } from "./fix/fileFixer";
import { groupOutcomes, type OutcomesOfFile } from "./groupOutcomes";
import { lintFiles } from "./lintFiles";
import { LintProgress } from "./lintProgress";
import { LintSummary } from "./lintSummary";
import { placeFindings } from "./placeFindings";
import { planFiles } from "./planFiles";
import { type LintPlan, readLintPlan } from "./readLintPlan";
import { openReports, type Reports } from "./reports/openReports";
import type { ReportedFile } from "./reports/report";

/** Runs `cloze lint`, and leaves its exit code in the context. */
export async function lintDocuments(
  context: CliContext,
  patterns: readonly string[],
  options: LintOptions & { readonly version: string },
): Promise<void> {
  const targets = checkLintOptions(options);
  const { baseline, writeBaseline: isWritten = false, version } = options;
  const model = await context.library.resolve(options.model, context.folder);
  const names = options.namesModel && (await context.library.resolve(options.namesModel, context.folder));
  const plan = await readLintPlan(context.folder, { ...options, own: options.with });
  const known =
    baseline === undefined || isWritten ? undefined : new BaselineFilter(await readBaseline(baseline, context.folder));
  const planned = await planFiles(context, plan, { ...options, patterns });
  const { output, folder } = context;
  const reports = await openReports(targets, { output, folder, version, rules: plan.rules });
  const run: LintRun = {
    context,
    plan,
    reports,
    known,
    entries: isWritten ? [] : undefined,
    fixer: options.fix === true ? new FileFixer(context, options.write === true) : undefined,
    summary: new LintSummary(planned.files.length),
    progress: new LintProgress(context.errors, planned.files.length),
  };
  try {
    const skipped = await checkFiles(run, { ...options, planned, model, names });
    for (const line of skipped) await printLine(context.errors, line);
    await keepTones(context, model);
    await reports.end([...run.summary.precisions]);
  } finally {
    await reports.discard();
  }
  if (baseline !== undefined && run.entries !== undefined) await writeBaseline(baseline, folder, run.entries);
  const isRead = targets.some(({ name, file }) => name === "text" && file === undefined) || options.fix === true;
  if (isRead) await printLine(context.errors, run.summary.describe({ ...run, baseline }));
  if (context.exit.code === 0 && run.summary.findings > (options.maxFindings ?? 0)) context.exit.code = 1;
}

interface LintRun {
  readonly context: CliContext;
  readonly plan: LintPlan;
  readonly reports: Reports;
  readonly known: BaselineFilter | undefined;
  /** What a new baseline will hold. */
  readonly entries: string[] | undefined;
  readonly fixer: FileFixer | undefined;
  readonly summary: LintSummary;
  readonly progress: LintProgress;
}

/** Checks all files and reports them. @returns Lines about rules that did not run. */
async function checkFiles(
  run: LintRun,
  {
    planned,
    model,
    names,
    ...options
  }: LintOptions & {
    readonly planned: Awaited<ReturnType<typeof planFiles>>;
    readonly model: string;
    readonly names: string | undefined;
  },
): Promise<ReadonlySet<string>> {
  const { context, plan, progress } = run;
  const skipped = new Set<string>();
  const skip = (rules: readonly Rule[], error: EngineError) => {
    if (isWanted(rules, plan, options)) throw error;
    skipped.add(`cloze: ${rules.map(({ id }) => id).join(", ")}: not checked: ${error.message}`);
  };
  await progress.weigh(planned.files, context.folder);
  const { runs, accepts } = plan;
  const { read, readBefore } = planned;
  const report = progress.show.bind(progress);
  const asked = { runs, accepts, read, readBefore, model, names, why: options.why ?? false, skip, report };
  try {
    for await (const outcomes of groupOutcomes(lintFiles(context, planned.files, asked))) {
      await run.reports.add(await judgeFile(run, outcomes));
    }
  } finally {
    progress.clear();
  }
  return skipped;
}

/** What is to be reported of a file; says on standard error what could not be checked of it. */
async function judgeFile(run: LintRun, { file, checked, errors }: OutcomesOfFile): Promise<ReportedFile> {
  const { context, plan, progress, known, entries, fixer, summary } = run;
  const failures = errors.map(describeError);
  const found = checked === undefined ? [] : placeFindings(checked);
  progress.finish(checked?.sentences ?? 0);
  const kept = known === undefined ? found : known.keepNew(found);
  const lines = [
    ...failures.map((message) => `cloze: ${file}: ${message}`),
    ...(checked === undefined ? [] : describeUnknown(checked, plan.rules)),
  ];
  if (lines.length + kept.length > 0) progress.clear();
  await printLines(context.errors, lines);
  if (failures.length > 0) context.exit.code = 2;
  for (const precision of checked?.precisions ?? []) summary.precisions.add(precision);
  if (entries !== undefined) {
    entries.push(...found.map(toEntry));
    return { file, findings: [], failures };
  }
  const left = fixer === undefined || checked === undefined ? kept : await fixer.fix(checked, kept);
  summary.findings += left.length;
  return { file, findings: left, failures };
}

/** True for rules that the person named, by themselves or by their file, and where no other rule runs. */
function isWanted(
  rules: readonly Rule[],
  { runs }: LintPlan,
  { rules: named, with: files }: Pick<LintOptions, "rules" | "with">,
): boolean {
  if (runs.every(({ rule }) => rules.includes(rule))) return true;
  return rules.some(({ id }) => (named === undefined ? files !== undefined && isOwnId(id) : named.includes(id)));
}

/** Has the engine write what it read to its cache before it is ended: the next lint then reads only what has changed. */
async function keepTones({ engine }: CliContext, model: string): Promise<void> {
  if (engine.state.kind !== "idle") return;
  await engine.request("unload", { model }).catch(() => null);
}
