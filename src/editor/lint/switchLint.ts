import * as vscode from "vscode";
import { PROJECT_FILE } from "../../lint/projectFile/projectFile";
import { RULES } from "../../lint/rules";
import type { RuleSettings } from "../../lint/ruleSetting";
import { SETTINGS } from "../settings";
import type { LintPolicy } from "./lintPolicy";
import type { OffFiles } from "./offFiles";

export const OFF_CHOICES = ["file", "workspace", "everywhere"] as const;
type OffChoice = (typeof OFF_CHOICES)[number];

const LABELS: Readonly<Record<OffChoice, string>> = {
  file: "In This File",
  workspace: "In This Workspace",
  everywhere: "Everywhere",
};

/** Turns the check off where the person says, or on again wherever it is off for the document that is shown. */
export async function switchLint(policy: LintPolicy, offFiles: OffFiles, choice?: unknown): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const off = policy.findOff(document);
  if (off === undefined)
    await turnOff(
      offFiles,
      document,
      OFF_CHOICES.find((known) => known === choice),
    );
  else await turnOn(policy, offFiles, document);
}

async function turnOff(
  offFiles: OffFiles,
  document: vscode.TextDocument | undefined,
  said: OffChoice | undefined,
): Promise<void> {
  const choice = said ?? (await chooseWhere(document));
  if (choice === "file" && document) await offFiles.set(document.uri, true);
  if (choice === "workspace") await setLevel(vscode.ConfigurationTarget.Workspace, "off");
  if (choice === "everywhere") await setLevel(vscode.ConfigurationTarget.Global, "off");
}

async function chooseWhere(document: vscode.TextDocument | undefined): Promise<OffChoice | undefined> {
  const choices = OFF_CHOICES.filter((choice) => {
    if (choice === "file") return document !== undefined;
    return choice === "everywhere" || vscode.workspace.workspaceFolders !== undefined;
  });
  const items = choices.map((choice) => ({ label: LABELS[choice], choice }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: "Turn the tone check off",
    placeHolder: "Where? The same command turns it on again.",
  });
  return chosen?.choice;
}

async function turnOn(
  policy: LintPolicy,
  offFiles: OffFiles,
  document: vscode.TextDocument | undefined,
): Promise<void> {
  if (document) await offFiles.set(document.uri, false);
  const set = vscode.workspace.getConfiguration(undefined, document).inspect<RuleSettings>(SETTINGS.rules);
  const values = [
    [vscode.ConfigurationTarget.WorkspaceFolder, set?.workspaceFolderValue],
    [vscode.ConfigurationTarget.Workspace, set?.workspaceValue],
    [vscode.ConfigurationTarget.Global, set?.globalValue],
  ] as const;
  for (const [target, value] of values) {
    if (value && RULES.some(({ id }) => value[id]?.level === "off")) await setLevel(target, undefined, document);
  }
  if (policy.findOff(document) === "project") {
    void vscode.window.showInformationMessage(`The file ${PROJECT_FILE} of this folder turns the check off.`);
  }
}

/** @param level - "off", or nothing to leave it to the next place that says something. */
async function setLevel(
  target: vscode.ConfigurationTarget,
  level: "off" | undefined,
  document?: vscode.TextDocument,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(undefined, document);
  const set = configuration.inspect<RuleSettings>(SETTINGS.rules);
  const value = {
    [vscode.ConfigurationTarget.WorkspaceFolder]: set?.workspaceFolderValue,
    [vscode.ConfigurationTarget.Workspace]: set?.workspaceValue,
    [vscode.ConfigurationTarget.Global]: set?.globalValue,
  }[target];
  const others = Object.entries(value ?? {}).filter(([id]) => RULES.every((rule) => rule.id !== id));
  const changed = RULES.flatMap(({ id }) => {
    const { severity, onlyEnglish } = value?.[id] ?? {};
    const rule = {
      ...(level && { level }),
      ...(severity && { severity }),
      ...(onlyEnglish !== undefined && { onlyEnglish }),
    };
    return Object.keys(rule).length > 0 ? [[id, rule] as const] : [];
  });
  const rules = [...others, ...changed];
  await configuration.update(SETTINGS.rules, rules.length > 0 ? Object.fromEntries(rules) : undefined, target);
}
