import path from "node:path";
import { isOwnId, LABEL_PREFIX } from "../../lint/mutedRules";
import type { Rule } from "../../lint/rule";
import { listRuleRuns, type RuleRun } from "../../lint/ruleRun";
import { listRuleIds, RULES } from "../../lint/rules";
import { listLabelRules } from "../../lint/rules/label/labelRules";
import { type Level, type RuleSettings, SEVERITIES, type Severity } from "../../lint/ruleSetting";
import { CliError } from "../cliError";
import { STANDARD_INPUT } from "../input/listFiles";
import { findProjectFile, type FoundProjectFile } from "./findProjectFile";
import { readOwnRules } from "./readOwnRules";

/** What the command's options say of rules. */
export interface LintFlags {
  /** Ids: these run and no others, even if the project file turns them off. */
  readonly rules?: readonly string[];
  /** Files of tones, relative to the folder that the command runs in: each is a rule more. */
  readonly own?: readonly string[] | undefined;
  /** The level of every rule that runs. */
  readonly level?: Exclude<Level, "off">;
  /** Rules that mark with less than this do not run. */
  readonly severity?: Severity;
  /** Least score of a finding of the one rule that runs, 0..1. */
  readonly threshold?: number;
}

/** What a lint does: as the options say, else as the project file says, else the defaults. */
export interface LintPlan {
  /** All rules that there are, those of files too. */
  readonly rules: readonly Rule[];
  readonly runs: readonly RuleRun[];
  /** Language ids of the documents that folders stand for; `undefined` for the default. */
  readonly languages: readonly string[] | undefined;
  /** True for a file that the project file leaves out. @param file - Relative to the folder that the command runs in. */
  readonly ignores: (file: string) => boolean;
  /** True for a sentence that the project file accepts. */
  readonly accepts: (sentence: string) => boolean;
}

/**
 * @param folder - In which the command runs.
 * @throws {CliError} `bad-usage` for a rule that does not exist, a threshold for several rules, a severity that none has; `bad-project-file`; what
 *   `readOwnRules` throws.
 */
export async function readLintPlan(folder: string, flags: LintFlags): Promise<LintPlan> {
  return buildLintPlan(folder, flags, await findProjectFile(folder));
}

/** As `readLintPlan`. @param project - `undefined` where no project file holds. */
export async function buildLintPlan(
  folder: string,
  flags: LintFlags,
  project: FoundProjectFile | undefined,
): Promise<LintPlan> {
  const rules = [
    ...RULES,
    ...(await readOwnRules(folder, flags.own ?? [], project)),
    ...listLabelRules(listOf(project), flags.rules),
  ];
  const sources = [readFlags(rules, flags, project?.file.rules ?? {}), ...listOf(project)];
  const listed = dropLesser(listRuleRuns(selectRules(rules, flags), sources), flags.severity);
  const { threshold } = flags;
  if (threshold !== undefined && listed.length > 1) {
    const ids = listed.map(({ rule }) => rule.id).join(", ");
    throw new CliError("bad-usage", `--threshold holds for one rule, but ${ids} run; name one with --rules`);
  }
  return {
    rules,
    runs: threshold === undefined ? listed : listed.map((run) => ({ ...run, threshold })),
    languages: project?.file.languages,
    ignores: (file) => {
      if (project === undefined || file === STANDARD_INPUT) return false;
      const relative = path.relative(project.folder, path.resolve(folder, file));
      return project.file.ignores(relative.split(path.sep).join("/"));
    },
    accepts: (sentence) => project?.file.accepts(sentence) ?? false,
  };
}

function dropLesser(runs: readonly RuleRun[], least: Severity | undefined): readonly RuleRun[] {
  if (least === undefined) return runs;
  const kept = runs.filter(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least));
  if (kept.length > 0 || runs.length === 0) return kept;
  const found = [...new Set(runs.map(({ severity }) => severity))].join(", ");
  throw new CliError(
    "bad-usage",
    `--severity is "${least}", and no rule marks so much: .cloze.json sets what is ${found}`,
  );
}

function listOf(project: { readonly file: { readonly rules: RuleSettings } } | undefined): readonly RuleSettings[] {
  return project === undefined ? [] : [project.file.rules];
}

function selectRules(rules: readonly Rule[], { rules: ids }: LintFlags): readonly Rule[] {
  if (ids === undefined) return rules;
  const nameless = ids.find((id) => id.startsWith(LABEL_PREFIX) && !isOwnId(id));
  if (nameless !== undefined) {
    const expected = 'the name of a label after "label/", in small letters, with "-" for each stretch of other signs';
    throw new CliError("bad-usage", `--rules names "${nameless}", expected ${expected}`);
  }
  const unknown = ids.find((named) => !rules.some(({ id }) => id === named));
  if (unknown !== undefined) {
    const hint = isOwnId(unknown) ? "; --with names the file of a tone of one's own" : "";
    throw new CliError("bad-usage", `--rules names "${unknown}", expected some of ${listRuleIds(rules)}${hint}`);
  }
  return rules.filter(({ id }) => ids.includes(id));
}

/** The options as a source that goes before the project file. A rule that is named runs even if it is off there. */
function readFlags(all: readonly Rule[], { rules = [], level }: LintFlags, project: RuleSettings): RuleSettings {
  const levels = all.flatMap(({ id }) => {
    const isOff = project[id]?.level === "off";
    if (rules.includes(id) && isOff) return [[id, { level: level ?? "some" }] as const];
    return level === undefined || isOff ? [] : [[id, { level }] as const];
  });
  return Object.fromEntries(levels);
}
