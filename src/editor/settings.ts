import { isAbsolute } from "node:path";
import * as vscode from "vscode";
import { DEVICE_CHOICES, type EngineSettings, isDeviceChoice } from "../engine/protocol/device";
import { isPrecisionChoice, PRECISION_CHOICES } from "../engine/protocol/precision";
import { readServerAddress } from "../engine/protocol/serverAddress";
import { describeIssue } from "../lint/projectFile/describeIssue";
import { rulesSchema } from "../lint/projectFile/rulesSchema";
import type { RuleSettings } from "../lint/ruleSetting";
import { EditorError } from "./editorError";

/** Every setting in package.json; a test compares the two lists. */
export const SETTINGS = {
  model: "cloze.model",
  toneModel: "cloze.toneModel",
  similarModel: "cloze.similar.model",
  answersModel: "cloze.answers.model",
  tagsModel: "cloze.tags.model",
  modelFolders: "cloze.modelFolders",
  device: "cloze.device",
  cudaFolder: "cloze.cudaFolder",
  precision: "cloze.precision",
  engineUrl: "cloze.engine.url",
  enginePlainHttp: "cloze.engine.allowPlainHttp",
  fillCount: "cloze.fill.count",
  fillGhostText: "cloze.fill.ghostText",
  rules: "cloze.rules",
  lintLanguages: "cloze.lint.languages",
  lintRun: "cloze.lint.run",
  lintMaxMarks: "cloze.lint.maxMarks",
} as const;
export type ModelSetting = (typeof SETTINGS)["model" | "toneModel" | "similarModel" | "answersModel" | "tagsModel"];
export type SettingId = (typeof SETTINGS)[keyof typeof SETTINGS];

/** When a document is checked: `manual` is only when a person asks. */
export const LINT_RUNS = ["onType", "onSave", "manual"] as const;
export type LintRun = (typeof LINT_RUNS)[number];

/** Marks of one file that VS Code takes from an extension; it drops the others. */
export const MOST_MARKS = 1000;

export interface LintSettings {
  /** Of the folder, of the workspace and of the person, in this order. */
  readonly rules: readonly RuleSettings[];
  /** Language ids of the documents that are checked. */
  readonly languages: readonly string[];
  readonly run: LintRun;
  /** Most marks of a file, 1..{@link MOST_MARKS}. */
  readonly maxMarks: number;
}

/** @throws {EditorError} `bad-setting` */
export function readLintSettings(scope: vscode.ConfigurationScope | undefined): LintSettings {
  const configuration = vscode.workspace.getConfiguration(undefined, scope);
  return {
    rules: listRules(configuration),
    languages: readSetting(configuration, SETTINGS.lintLanguages, isStrings, "a list of language ids"),
    run: readSetting(configuration, SETTINGS.lintRun, isLintRun, '"onType", "onSave" or "manual"'),
    maxMarks: readSetting(configuration, SETTINGS.lintMaxMarks, isMaxMarks, `a whole number from 1 to ${MOST_MARKS}`),
  };
}

/** Not by `get`, which joins them: of two lists of pairs it gives one. */
function listRules(configuration: vscode.WorkspaceConfiguration): readonly RuleSettings[] {
  const set = configuration.inspect<unknown>(SETTINGS.rules);
  const values = [set?.workspaceFolderValue, set?.workspaceValue, set?.globalValue];
  return values.filter((value) => value !== undefined).map(readRules);
}

/** @throws {EditorError} `bad-setting`, naming the rule, the value and what was expected. */
export function readRules(value: unknown): RuleSettings {
  const { data, error } = rulesSchema.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (issue === undefined && data !== undefined) return data as RuleSettings;
  const what = issue ? describeIssue(SETTINGS.rules, rulesSchema, value, issue) : SETTINGS.rules;
  throw new EditorError("bad-setting", `In the settings, ${what}.`);
}

/** The number of fills to offer, 1..100. @throws {EditorError} `bad-setting` */
export function readFillCount(): number {
  return readSetting(
    vscode.workspace.getConfiguration(),
    SETTINGS.fillCount,
    isFillCount,
    "a whole number from 1 to 100",
  );
}

/** Whether the likeliest word for a blank is shown behind it. @throws {EditorError} `bad-setting` */
export function readGhostText(): boolean {
  return readSetting(vscode.workspace.getConfiguration(), SETTINGS.fillGhostText, isBoolean, "true or false");
}

/** A model's name or folder as the settings give it; empty means the bundled model. @throws {EditorError} `bad-setting` */
export function readModelName(id: ModelSetting): string {
  return readSetting(vscode.workspace.getConfiguration(), id, isString, "the name or the folder of a model").trim();
}

/** Folders of models that the person added; absolute. @throws {EditorError} `bad-setting` */
export function readModelFolders(): readonly string[] {
  const isFolders = (value: unknown): value is string[] => isStrings(value) && value.every((each) => isAbsolute(each));
  return readSetting(
    vscode.workspace.getConfiguration(),
    SETTINGS.modelFolders,
    isFolders,
    "a list of absolute paths of folders",
  );
}

/** Where the engine runs models, and in which precision. @throws {EditorError} `bad-setting` */
export function readEngineSettings(): EngineSettings {
  const configuration = vscode.workspace.getConfiguration();
  return {
    device: readSetting(
      configuration,
      SETTINGS.device,
      isDeviceChoice,
      `"auto" for the fastest device that works here, or one of ${listOthers(DEVICE_CHOICES)}`,
    ),
    precision: readSetting(
      configuration,
      SETTINGS.precision,
      isPrecisionChoice,
      `"auto" for float32 where you look and int8 where Cloze checks, or one of ${listOthers(PRECISION_CHOICES)}`,
    ),
    cudaFolder: readSetting(configuration, SETTINGS.cudaFolder, isString, "the absolute path of a folder").trim(),
  };
}

/**
 * The address of a server that is to compute; `undefined` for none. Only the person's own settings count: a workspace that
 * could name a server could have what is written in it sent there.
 *
 * @throws {EditorError} `bad-setting`
 */
export function readServerUrl(): string | undefined {
  const configuration = vscode.workspace.getConfiguration();
  const own = (id: SettingId) => configuration.inspect<unknown>(id)?.globalValue;
  const url = own(SETTINGS.engineUrl) ?? "";
  if (url === "") return undefined;
  const read =
    typeof url === "string"
      ? readServerAddress(url.trim(), { allowsHttp: own(SETTINGS.enginePlainHttp) === true })
      : undefined;
  if (read !== undefined && "url" in read) return read.url;
  throw new EditorError(
    "bad-setting",
    `The setting ${SETTINGS.engineUrl} is ${read?.wrong ?? `${JSON.stringify(url)}, expected text`}.`,
  );
}

/** All but "auto". */
function listOthers(choices: readonly string[]): string {
  return choices
    .slice(1)
    .map((choice) => JSON.stringify(choice))
    .join(", ");
}

// VS Code marks a value of the wrong type in settings.json, but returns it all the same.
function readSetting<T>(
  configuration: vscode.WorkspaceConfiguration,
  id: SettingId,
  is: (value: unknown) => value is T,
  expected: string,
): T {
  const value: unknown = configuration.get(id);
  if (is(value)) return value;
  throw new EditorError("bad-setting", `The setting ${id} is ${JSON.stringify(value)}. Write ${expected}.`);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isString);
}

function isLintRun(value: unknown): value is LintRun {
  return LINT_RUNS.some((run) => run === value);
}

function isMaxMarks(value: unknown): value is number {
  return isWhole(value, MOST_MARKS);
}

function isFillCount(value: unknown): value is number {
  return isWhole(value, 100);
}

/** True for a whole number from 1 to `most`. */
function isWhole(value: unknown, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;
}
