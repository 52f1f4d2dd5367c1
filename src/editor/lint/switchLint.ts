import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { PROJECT_FILE } from "../../lint/projectFile/projectFile";
import type { Rule } from "../../lint/rule";
import type { RuleSettings } from "../../lint/ruleSetting";
import { SETTINGS } from "../settings";
import { notify, type PickRow, pickRow } from "../surface";
import type { LintPolicy } from "./lintPolicy";
import type { OffFiles } from "./offFiles";

export const OFF_CHOICES = ["file", "workspace", "everywhere"] as const;
type OffChoice = (typeof OFF_CHOICES)[number];

const LABELS: Readonly<Record<OffChoice, string>> = {
  file: l10n.t("In This File"),
  workspace: l10n.t("In This Workspace"),
  everywhere: l10n.t("Everywhere"),
};
const TARGETS = {
  workspace: vscode.ConfigurationTarget.Workspace,
  everywhere: vscode.ConfigurationTarget.Global,
} as const;

/** Turns checks off where the person says, or on again wherever they are off for the document that is shown. */
export async function switchLint(policy: LintPolicy, offFiles: OffFiles, choice?: unknown): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (policy.findOff(document) !== undefined) {
    await turnOn({ policy, offFiles, document }, policy.listRules(document?.uri));
    return;
  }
  const said = OFF_CHOICES.find((known) => known === choice);
  const item =
    said === undefined ? await choose(policy, document) : { rules: policy.listRules(document?.uri), where: said };
  if (item === undefined) return;
  const { rules, isOff } = item;
  if (isOff) await turnOn({ policy, offFiles, document }, rules);
  else await turnOff(offFiles, document, { rules, where: item.where ?? (await chooseWhere(rules)) });
}

interface SwitchItem {
  readonly rules: readonly Rule[];
  readonly where?: OffChoice;
  /** The rules are off now. */
  readonly isOff?: boolean;
}

async function choose(policy: LintPolicy, document: vscode.TextDocument | undefined): Promise<SwitchItem | undefined> {
  const places = OFF_CHOICES.filter((choice) => {
    if (choice === "file") return document !== undefined;
    return choice === "everywhere" || vscode.workspace.workspaceFolders !== undefined;
  });
  const all = policy.listRules(document?.uri);
  const off = policy.listOff(document);
  const describe = (rule: Rule) => ({ description: rule.id, rules: [rule], isOff: off.includes(rule.id) });
  const separate = (label: string) => ({ label, isHeading: true, rules: [] });
  const items: readonly (SwitchItem & PickRow)[] = [
    ...places.map((where) => ({ label: LABELS[where], description: l10n.t("all checks"), rules: all, where })),
    separate(l10n.t("one check")),
    ...all.filter(({ id }) => !off.includes(id)).map((rule) => ({ label: rule.description, ...describe(rule) })),
    ...(off.length > 0 ? [separate(l10n.t("turn on again"))] : []),
    ...all.filter(({ id }) => off.includes(id)).map((rule) => ({ label: rule.description, ...describe(rule) })),
  ];
  return pickRow(items, {
    title: l10n.t("Turn checks off"),
    placeHolder: l10n.t("Where, or which? The same command turns them on again."),
    matchOnDescription: true,
  });
}

async function chooseWhere(rules: readonly Rule[]): Promise<OffChoice | undefined> {
  if (vscode.workspace.workspaceFolders === undefined) return "everywhere";
  const items = (["workspace", "everywhere"] as const).map((where) => ({ label: LABELS[where], where }));
  const title = l10n.t("Turn {0} off", rules.map(({ id }) => id).join(", "));
  return (await pickRow(items, { title }))?.where;
}

async function turnOff(
  offFiles: OffFiles,
  document: vscode.TextDocument | undefined,
  { rules, where }: { readonly rules: readonly Rule[]; readonly where: OffChoice | undefined },
): Promise<void> {
  if (where === "file" && document) await offFiles.set(document.uri, true);
  if (where === "workspace" || where === "everywhere") await setLevel(TARGETS[where], { rules, level: "off" });
}

interface SwitchParts {
  readonly policy: LintPolicy;
  readonly offFiles: OffFiles;
  readonly document: vscode.TextDocument | undefined;
}

async function turnOn({ policy, offFiles, document }: SwitchParts, rules: readonly Rule[]): Promise<void> {
  if (document) await offFiles.set(document.uri, false);
  const set = vscode.workspace.getConfiguration(undefined, document).inspect<RuleSettings>(SETTINGS.rules);
  const values = [
    [vscode.ConfigurationTarget.WorkspaceFolder, set?.workspaceFolderValue],
    [vscode.ConfigurationTarget.Workspace, set?.workspaceValue],
    [vscode.ConfigurationTarget.Global, set?.globalValue],
  ] as const;
  for (const [target, value] of values) {
    if (value && rules.some(({ id }) => value[id]?.level === "off")) {
      await setLevel(target, { rules, level: undefined, document });
    }
  }
  if (policy.findOff(document) === "project" || policy.listOff(document).some((id) => rules.some((r) => r.id === id))) {
    notify("information", l10n.t("The file {0} of this folder turns the check off.", PROJECT_FILE));
  }
}

interface LevelChange {
  readonly rules: readonly Rule[];
  /** "off", or nothing to leave it to the next place that says something. */
  readonly level: "off" | undefined;
  readonly document?: vscode.TextDocument | undefined;
}

async function setLevel(target: vscode.ConfigurationTarget, { rules, level, document }: LevelChange): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(undefined, document);
  const set = configuration.inspect<RuleSettings>(SETTINGS.rules);
  const value = {
    [vscode.ConfigurationTarget.WorkspaceFolder]: set?.workspaceFolderValue,
    [vscode.ConfigurationTarget.Workspace]: set?.workspaceValue,
    [vscode.ConfigurationTarget.Global]: set?.globalValue,
  }[target];
  const changed = rules.map(({ id }) => {
    const others = Object.entries(value?.[id] ?? {}).filter(([field]) => field !== "level");
    return [id, { ...(level && { level }), ...Object.fromEntries(others) }] as const;
  });
  const all = Object.entries({ ...value, ...Object.fromEntries(changed) });
  const kept = all.filter(([, rule]) => Object.keys(rule).length > 0);
  await configuration.update(SETTINGS.rules, kept.length > 0 ? Object.fromEntries(kept) : undefined, target);
}
