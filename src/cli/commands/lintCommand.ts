import { type Command, Option } from "commander";
import type { Rule } from "../../lint/rule";
import { listRuleIds, RULES } from "../../lint/rules";
import { DEFAULT_RULE_SETTING, LEVELS, SEVERITIES } from "../../lint/ruleSetting";
import type { OpenContext } from "../cliContext";
import { CliError } from "../cliError";
import { FILES_HELP } from "../input/filesHelp";
import { buildFormatOption } from "../input/formatOption";
import type { LintOptions } from "../lint/checkLintOptions";
import type { LintFlags } from "../lint/readLintPlan";
import { REPORT_NAMES } from "../lint/reports/reportNames";
import { readShard } from "../lint/shardFiles";
import { buildModelOption } from "../modelOption";

const LEVEL_NAMES = LEVELS.filter((level) => level !== "off");
/** Of each family of rules: "0.95, 0.8, 0.5 for tone/…". */
const SCORES = [...new Set(RULES.map(describeScores))].join("; ");

function describeScores({ id, thresholds }: Rule): string {
  return `${LEVEL_NAMES.map((level) => thresholds[level]).join(", ")} for ${id.slice(0, id.indexOf("/") + 1)}…`;
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
    .option(
      "--rules <ids>",
      `run these rules and no others: ${RULES.map(({ id }) => id).join(", ")}, own/<name>, label/<name>`,
      readIds,
    )
    .option(
      "--with <file>",
      "a file that cloze train wrote, whose rule own/… runs too; may be repeated. Those that .cloze.json names always do",
      (file: string, before: readonly string[] | undefined) => [...(before ?? []), file],
    )
    .option(
      "--names-model <name>",
      "a model that labels words, such as dslim/bert-base-NER: what it takes for a name is never a slip",
    )
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
  addReportOptions(command);
  addPipelineOptions(command);
  command.action(async (patterns: string[], options: LintOptions, called: Command) => {
    const context = openContext(called);
    const { lintDocuments } = await context.loadLint();
    await lintDocuments(context, patterns, { ...options, version: program.version() ?? "" });
  });
}

function addReportOptions(command: Command): void {
  command
    .option(
      "--output <name>",
      `what is printed: ${REPORT_NAMES.join(", ")}. Default: text. <name>=<file> writes a file besides; may be repeated`,
      (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
    )
    .option("--json", "print a JSON list of findings; short for --output json")
    .option("--sarif", "print a SARIF log, which code hosts and editors read; short for --output sarif")
    .addOption(
      new Option(
        "--severity <name>",
        "run only the rules that mark with this or more; .cloze.json says with what",
      ).choices(SEVERITIES),
    )
    .option("--max-findings <number>", "so many findings are no failure: the exit code stays 0", readCount);
}

function addPipelineOptions(command: Command): void {
  command
    .option("--diff <ref>", "only sentences that changed since the branch left this branch, tag or commit")
    .option("--staged", "only sentences that are staged, as Git would commit them")
    .option(
      "--baseline <file>",
      "leave out the findings that this file has, wherever they moved; it holds hashes, no text",
    )
    .option("--write-baseline", "write all findings to the file of --baseline")
    .option("--fix", "print what rules are sure of as a diff; with --write, write it")
    .option("--write", "write what --fix mends")
    .option("--shard <i/n>", "read only the i-th of n parts of the files", readShard);
}

function readCount(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(number)) return number;
  throw new CliError("bad-usage", `--max-findings is "${value}", expected a whole number from 0`);
}

function readIds(value: string): readonly string[] {
  const ids = value.split(",").flatMap((id) => (id.trim() === "" ? [] : [id.trim()]));
  if (ids.length > 0) return ids;
  throw new CliError("bad-usage", `--rules is "${value}", expected some of ${listRuleIds()}`);
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
