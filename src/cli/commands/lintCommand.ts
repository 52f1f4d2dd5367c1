import { type Command, Option } from "commander";
import type { EngineError } from "../../engine/protocol/engineError";
import type { Rule } from "../../lint/rule";
import { RULES } from "../../lint/rules";
import { DEFAULT_RULE_SETTING, LEVELS } from "../../lint/ruleSetting";
import type { Format } from "../../text/formats/format";
import { formatCount } from "../../wording/formatCount";
import { formatCounted } from "../../wording/formatCounted";
import type { CliContext, OpenContext } from "../cliContext";
import { CliError } from "../cliError";
import { buildFormatOption } from "../input/formatOption";
import { listAndTell } from "../input/listAndTell";
import { FILES_HELP } from "../input/listFiles";
import { describeUnknown } from "../lint/describeUnknown";
import { lintFiles } from "../lint/lintFiles";
import { type FileFinding, placeFindings } from "../lint/placeFindings";
import { type LintFlags, type LintPlan, readLintPlan } from "../lint/readLintPlan";
import { buildModelOption } from "../modelOption";
import { addOutputOptions, findOutput, type OutputOptions } from "../outputOptions";
import { describeError } from "../print/describeError";
import { ProgressLine } from "../print/progressLine";
import { toSarif } from "../print/sarif";
import { printJson, printLine, printLines } from "../print/terminal";

const LEVEL_NAMES = LEVELS.filter((level) => level !== "off");
/** Of each family of rules: "0.95, 0.8, 0.5 for tone/…". */
const SCORES = [...new Set(RULES.map(describeScores))].join("; ");

function describeScores({ id, thresholds }: Rule): string {
  return `${LEVEL_NAMES.map((level) => thresholds[level]).join(", ")} for ${id.replace(/\/.*$/, "/…")}`;
}

interface Options extends OutputOptions, LintFlags {
  readonly model: string;
  readonly why?: boolean;
  readonly format?: Format;
}

/** `cloze lint`: exit code 0 for no findings, 1 for findings, 2 for an error, whatever else was found. */
export function addLintCommand(program: Command, openContext: OpenContext): void {
  const command = program
    .command("lint")
    .summary("point at slips and negative sentences of documents, and of the comments of programs")
    .description(
      "point at words that are not the ones meant and at negative sentences, in documents and in the comments of programs, but not where comments such as cloze-disable-next-line or the file .cloze.json leave them out\n\n  cloze lint README.md 'docs/**/*.md'",
    )
    .argument("[files...]", `${FILES_HELP}. Default: all documents here`)
    .addOption(buildModelOption("tone"))
    .option("--rules <ids>", `run these rules and no others: ${RULES.map(({ id }) => id).join(", ")}`, readIds)
    .addOption(
      new Option(
        "--level <name>",
        `how much to point at: ${LEVEL_NAMES.join(", ")} (scores from ${SCORES}). Default: what .cloze.json says, else ${DEFAULT_RULE_SETTING.level}`,
      ).argParser(readLevel),
    )
    .option(
      "--threshold <number>",
      "least score of a finding, 0 to 1, instead of the level; when one rule runs",
      readProbability,
    )
    .option("--why", "name the words that each finding rests on; reads its sentence again with each word hidden")
    .addOption(buildFormatOption());
  addOutputOptions(command, {
    json: "print a JSON list of findings",
    sarif: "print a SARIF log, which code hosts and editors read",
  });
  command.action((patterns: string[], options: Options, called: Command) =>
    lint(openContext(called), patterns, { ...options, version: program.version() ?? "" }),
  );
}

async function lint(
  context: CliContext,
  patterns: readonly string[],
  options: Options & { readonly version: string },
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
  const skipped = new Set<string>();
  const skip = (rules: readonly Rule[], error: EngineError) => {
    const ids = rules.map(({ id }) => id);
    const isWanted = ids.some((id) => options.rules?.includes(id));
    if (isWanted || plan.runs.every(({ rule }) => ids.includes(rule.id))) throw error;
    skipped.add(`cloze: ${ids.join(", ")}: not checked: ${error.message}`);
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
      await printLines(context.errors, describeUnknown(outcome));
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
  if (output === "json") await printJson(context.output, all);
  else if (output === "sarif") {
    const findings = all.map((finding) => ({ ...finding, message: joinMessage(finding) }));
    const log = toSarif({ version: options.version, findings, failures });
    await printJson(context.output, log, 2);
  } else
    await printLine(
      context.errors,
      `${formatCounted(all.length, "finding")} in ${formatCounted(files.length, "file")}`,
    );
  if (context.exit.code === 0 && all.length > 0) context.exit.code = 1;
}

async function listPlanned(
  context: CliContext,
  { languages, ignores }: LintPlan,
  patterns: readonly string[],
): Promise<readonly string[]> {
  const files = await listAndTell(context, patterns, languages);
  const kept = files.filter((file) => !ignores(file));
  if (kept.length === 0) throw new CliError("no-files", "no file is left to read: .cloze.json ignores all of them");
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

function readIds(value: string): readonly string[] {
  return value.split(",").flatMap((id) => (id.trim() === "" ? [] : [id.trim()]));
}

function readLevel(value: string): LintFlags["level"] {
  const level = LEVEL_NAMES.find((known) => known === value);
  if (level !== undefined) return level;
  throw new CliError("bad-usage", `--level is "${value}", expected ${LEVEL_NAMES.join(", ")}`);
}

function readProbability(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !(number >= 0 && number <= 1)) {
    throw new CliError("bad-usage", `--threshold is "${value}", expected a number from 0 to 1`);
  }
  return number;
}
