import * as vscode from "vscode";
import { DEVICE_CHOICES, isDeviceChoice, type DeviceSettings } from "../engine/protocol/device";
import { EditorError } from "./editorError";

/** Every setting in package.json; a test compares the two lists. */
export const SETTINGS = {
  model: "cloze.model",
  toneModel: "cloze.toneModel",
  device: "cloze.device",
  cudaFolder: "cloze.cudaFolder",
  fillCount: "cloze.fill.count",
  toneEnabled: "cloze.tone.enabled",
  toneThreshold: "cloze.tone.threshold",
  toneSeverity: "cloze.tone.severity",
  toneLanguages: "cloze.tone.languages",
} as const;
export type SettingId = (typeof SETTINGS)[keyof typeof SETTINGS];

export const SEVERITIES = ["error", "warning", "information", "hint"] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface ToneSettings {
  readonly enabled: boolean;
  /** Least score of a finding, 0..1. */
  readonly threshold: number;
  readonly severity: Severity;
  /** Language ids of the documents that are checked while one types. */
  readonly languages: readonly string[];
}

/** @throws {EditorError} `bad-setting` */
export function readToneSettings(scope: vscode.ConfigurationScope | undefined): ToneSettings {
  const configuration = vscode.workspace.getConfiguration(undefined, scope);
  return {
    enabled: readSetting(configuration, SETTINGS.toneEnabled, isBoolean, "true or false"),
    threshold: readSetting(configuration, SETTINGS.toneThreshold, isProbability, "a number from 0 to 1"),
    severity: readSetting(configuration, SETTINGS.toneSeverity, isSeverity, `one of ${SEVERITIES.join(", ")}`),
    languages: readSetting(configuration, SETTINGS.toneLanguages, isStrings, "a list of language ids"),
  };
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

/** A model's name or folder as the settings give it; empty means the bundled model. @throws {EditorError} `bad-setting` */
export function readModelName(id: typeof SETTINGS.model | typeof SETTINGS.toneModel): string {
  return readSetting(vscode.workspace.getConfiguration(), id, isString, "the name or the folder of a model").trim();
}

/** The device on which the engine runs models. @throws {EditorError} `bad-setting` */
export function readDeviceSettings(): DeviceSettings {
  const configuration = vscode.workspace.getConfiguration();
  return {
    device: readSetting(configuration, SETTINGS.device, isDeviceChoice, `one of ${DEVICE_CHOICES.join(", ")}`),
    cudaFolder: readSetting(configuration, SETTINGS.cudaFolder, isString, "the absolute path of a folder").trim(),
  };
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
  throw new EditorError("bad-setting", `The setting ${id} is ${JSON.stringify(value)}, expected ${expected}.`);
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isString);
}

function isProbability(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function isFillCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 100;
}

function isSeverity(value: unknown): value is Severity {
  return SEVERITIES.some((severity) => severity === value);
}
