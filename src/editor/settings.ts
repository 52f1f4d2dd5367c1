import { isAbsolute } from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { DEVICE_CHOICES, type EngineSettings, isDeviceChoice } from "../engine/protocol/device";
import { isPrecisionChoice, PRECISION_CHOICES } from "../engine/protocol/precision";
import { readServerAddress } from "../engine/protocol/serverAddress";
import type { Purpose } from "../library/library";
import type { RuleSettings } from "../lint/ruleSetting";
import { readRulesSetting } from "../settings/readRulesSetting";
import {
  describeBadSetting,
  isString,
  isStrings,
  type LintRun,
  SETTING_CHECKS,
  type SettingCheck,
} from "../settings/settingChecks";
import { EditorError } from "./editorError";

/** Every setting in package.json; a test compares the two lists. */
export const SETTINGS = {
  model: "cloze.model",
  toneModel: "cloze.toneModel",
  similarModel: "cloze.similar.model",
  answersModel: "cloze.answers.model",
  tagsModel: "cloze.tags.model",
  judgementsModel: "cloze.judge.model",
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
/** The setting that names the model of each purpose. */
export const MODEL_SETTINGS = {
  text: SETTINGS.model,
  tone: SETTINGS.toneModel,
  similar: SETTINGS.similarModel,
  answers: SETTINGS.answersModel,
  tags: SETTINGS.tagsModel,
  judgements: SETTINGS.judgementsModel,
} as const satisfies Readonly<Record<Purpose, string>>;
export type ModelSetting = (typeof MODEL_SETTINGS)[Purpose];
export type SettingId = (typeof SETTINGS)[keyof typeof SETTINGS];

export interface LintSettings {
  /** Of the folder, of the workspace and of the person, in this order. */
  readonly rules: readonly RuleSettings[];
  /** Language ids of the documents that are checked. */
  readonly languages: readonly string[];
  readonly run: LintRun;
  /** Most marks of a file, 1..MOST_MARKS. */
  readonly maxMarks: number;
}

/** @throws {EditorError} `bad-setting` */
export function readLintSettings(scope: vscode.ConfigurationScope | undefined): LintSettings {
  const configuration = vscode.workspace.getConfiguration(undefined, scope);
  return {
    rules: listRules(configuration),
    languages: readSetting(configuration, SETTINGS.lintLanguages, SETTING_CHECKS["lint.languages"]),
    run: readSetting(configuration, SETTINGS.lintRun, SETTING_CHECKS["lint.run"]),
    maxMarks: readSetting(configuration, SETTINGS.lintMaxMarks, SETTING_CHECKS["lint.maxMarks"]),
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
  const read = readRulesSetting(SETTINGS.rules, value);
  if ("rules" in read) return read.rules;
  throw new EditorError("bad-setting", read.issue);
}

/** The number of fills to offer, 1..100. @throws {EditorError} `bad-setting` */
export function readFillCount(): number {
  return readSetting(vscode.workspace.getConfiguration(), SETTINGS.fillCount, SETTING_CHECKS["fill.count"]);
}

/** Whether the likeliest word for a blank is shown behind it. @throws {EditorError} `bad-setting` */
export function readGhostText(): boolean {
  return readSetting(vscode.workspace.getConfiguration(), SETTINGS.fillGhostText, {
    is: isBoolean,
    expected: l10n.t("{0} or {1}", "true", "false"),
  });
}

/** A model's name or folder as the settings give it; empty means the bundled model. @throws {EditorError} `bad-setting` */
export function readModelName(id: ModelSetting): string {
  return readSetting(vscode.workspace.getConfiguration(), id, SETTING_CHECKS.model).trim();
}

/** Folders of models that the person added; absolute. @throws {EditorError} `bad-setting` */
export function readModelFolders(): readonly string[] {
  const isFolders = (value: unknown): value is string[] => isStrings(value) && value.every((each) => isAbsolute(each));
  return readSetting(vscode.workspace.getConfiguration(), SETTINGS.modelFolders, {
    is: isFolders,
    expected: l10n.t("a list of absolute paths of folders"),
  });
}

/** Where the engine runs models, and in which precision. @throws {EditorError} `bad-setting` */
export function readEngineSettings(): EngineSettings {
  const configuration = vscode.workspace.getConfiguration();
  return {
    device: readSetting(configuration, SETTINGS.device, {
      is: isDeviceChoice,
      expected: l10n.t('"auto" for the fastest device that works here, or one of {0}', listOthers(DEVICE_CHOICES)),
    }),
    precision: readSetting(configuration, SETTINGS.precision, {
      is: isPrecisionChoice,
      expected: l10n.t(
        '"auto" for float32 where you look and int8 where Cloze checks, or one of {0}',
        listOthers(PRECISION_CHOICES),
      ),
    }),
    cudaFolder: readSetting(configuration, SETTINGS.cudaFolder, {
      is: isString,
      expected: l10n.t("the absolute path of a folder"),
    }).trim(),
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
      ? readServerAddress(url.trim(), {
          allowsHttp: own(SETTINGS.enginePlainHttp) === true,
          places: {
            plainHttp: l10n.t("the setting {0}", SETTINGS.enginePlainHttp),
            token: l10n.t("the command “Set the Server’s Token”"),
          },
        })
      : undefined;
  if (read !== undefined && "url" in read) return read.url;
  throw new EditorError(
    "bad-setting",
    l10n.t(
      "The setting {0} is {1}.",
      SETTINGS.engineUrl,
      read?.wrong ?? l10n.t("{0}, expected text", JSON.stringify(url)),
    ),
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
function readSetting<T>(configuration: vscode.WorkspaceConfiguration, id: SettingId, check: SettingCheck<T>): T {
  const value: unknown = configuration.get(id);
  if (check.is(value)) return value;
  throw new EditorError("bad-setting", describeBadSetting(id, value, check));
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}
