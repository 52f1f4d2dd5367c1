import type { RuleSettings } from "../lint/ruleSetting";
import { readRulesSetting } from "../settings/readRulesSetting";
import {
  describeBadSetting,
  type LintRun,
  MOST_MARKS,
  SETTING_CHECKS,
  type SettingCheck,
} from "../settings/settingChecks";

/** What is set for the documents of a folder. */
export interface LspSettings {
  /** Of the folder, then those that the server was started with. */
  readonly rules: readonly RuleSettings[];
  /** VS Code's identifiers of the languages that are checked. */
  readonly languages: readonly string[];
  readonly run: LintRun;
  /** Most marks of a file. */
  readonly maxMarks: number;
  /** Words that a completion offers. */
  readonly fillCount: number;
}

/** As package.json states them for VS Code; a test holds the two equal. */
export const DEFAULT_SETTINGS: Omit<LspSettings, "rules"> = {
  languages: ["asciidoc", "latex", "markdown", "mdx", "plaintext", "quarto", "restructuredtext", "rmd", "tex"],
  run: "onType",
  maxMarks: MOST_MARKS,
  fillCount: 10,
};

/** A model for each purpose; empty: the bundled one, or for tags none. */
export interface ModelNames {
  readonly text: string;
  readonly tone: string;
  /** Says which words are names, which are no slips. */
  readonly tags: string;
}

/**
 * @param sources - What goes before what first: what the client says of the folder, then what the server was started with.
 * @param tell - Called with a sentence about each value that makes no sense; the next source counts instead.
 */
export function readSettings(sources: readonly unknown[], tell: (issue: string) => void): LspSettings {
  const pick = <T>(name: keyof typeof SETTING_CHECKS, check: SettingCheck<T>, otherwise: T): T => {
    for (const value of listValues(sources, name)) {
      if (check.is(value)) return value;
      tell(describeBadSetting(`cloze.${name}`, value, check));
    }
    return otherwise;
  };
  const rules = listValues(sources, "rules").flatMap((value) => {
    const read = readRulesSetting("cloze.rules", value);
    if ("rules" in read) return [read.rules];
    tell(read.issue);
    return [];
  });
  return {
    rules,
    languages: pick("lint.languages", SETTING_CHECKS["lint.languages"], DEFAULT_SETTINGS.languages as string[]),
    run: pick("lint.run", SETTING_CHECKS["lint.run"], DEFAULT_SETTINGS.run),
    maxMarks: pick("lint.maxMarks", SETTING_CHECKS["lint.maxMarks"], DEFAULT_SETTINGS.maxMarks),
    fillCount: pick("fill.count", SETTING_CHECKS["fill.count"], DEFAULT_SETTINGS.fillCount),
  };
}

/**
 * The models that the server was started with. What a client says of a folder is not asked: in many editors a file in
 * the folder can say it, and a folder may come from anybody.
 */
export function readModelNames(started: unknown, tell: (issue: string) => void): ModelNames {
  const read = (name: string) => {
    const [value = ""] = listValues([started], name);
    if (SETTING_CHECKS.model.is(value)) return value.trim();
    tell(describeBadSetting(`cloze.${name}`, value, SETTING_CHECKS.model));
    return "";
  };
  return { text: read("model"), tone: read("toneModel"), tags: read("tags.model") };
}

/** What the sources say of a setting: as `cloze.lint.run`, `lint.run`, or nested, within `cloze` or without it. */
function listValues(sources: readonly unknown[], name: string): readonly unknown[] {
  return sources.flatMap((source) => {
    const value =
      find(source, [`cloze.${name}`]) ?? findWithin(find(source, ["cloze"]), name) ?? findWithin(source, name);
    return value === undefined || value === null ? [] : [value];
  });
}

function findWithin(source: unknown, name: string): unknown {
  return find(source, [name]) ?? find(source, name.split("."));
}

function find(source: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Readonly<Record<string, unknown>>)[key];
  }, source);
}
