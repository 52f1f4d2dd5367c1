import * as l10n from "@vscode/l10n";

/** What a setting may hold. */
export interface SettingCheck<T> {
  readonly is: (value: unknown) => value is T;
  /** In words: "a whole number from 1 to 100". */
  readonly expected: string;
}

/** When a document is checked: `manual` is only when a person asks. */
export const LINT_RUNS = ["onType", "onSave", "manual"] as const;
export type LintRun = (typeof LINT_RUNS)[number];

/** Marks of one file that VS Code takes from an extension; it drops the others. */
export const MOST_MARKS = 1000;
const MOST_FILLS = 100;

/** The settings that have the same meaning in every editor, by their names after "cloze.". */
export const SETTING_CHECKS = {
  "lint.languages": check(isStrings, l10n.t("a list of language ids")),
  "lint.run": check(isLintRun, l10n.t("{0}, {1} or {2}", '"onType"', '"onSave"', '"manual"')),
  "lint.maxMarks": check(isMaxMarks, l10n.t("a whole number from 1 to {0}", MOST_MARKS)),
  "fill.count": check(isFillCount, l10n.t("a whole number from 1 to {0}", MOST_FILLS)),
  model: check(isString, l10n.t("the name or the folder of a model")),
} as const;

/** A sentence about a value that makes no sense. @param id - "cloze.lint.run". */
export function describeBadSetting(id: string, value: unknown, { expected }: SettingCheck<unknown>): string {
  return l10n.t("The setting {0} is {1}. Write {2}.", id, JSON.stringify(value), expected);
}

function check<T>(is: (value: unknown) => value is T, expected: string): SettingCheck<T> {
  return { is, expected };
}

export function isString(value: unknown): value is string {
  return typeof value === "string";
}

export function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isString);
}

function isLintRun(value: unknown): value is LintRun {
  return LINT_RUNS.some((run) => run === value);
}

function isMaxMarks(value: unknown): value is number {
  return isWhole(value, MOST_MARKS);
}

function isFillCount(value: unknown): value is number {
  return isWhole(value, MOST_FILLS);
}

/** True for a whole number from 1 to `most`. */
function isWhole(value: unknown, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;
}
