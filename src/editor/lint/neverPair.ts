import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { RuleSettings } from "../../lint/ruleSetting";
import { SETTINGS } from "../settings";
import { pickRow } from "../surface";

/** What a rule is never to mark. */
export interface NeverPair {
  readonly rule: string;
  readonly pair: string;
}

export function isNeverPair(value: unknown): value is NeverPair {
  if (typeof value !== "object" || value === null) return false;
  const { rule, pair } = value as Partial<Record<keyof NeverPair, unknown>>;
  return typeof rule === "string" && typeof pair === "string";
}

/** Writes a pair into the settings, where the person says: of this workspace, or their own. */
export async function neverPair({ rule, pair }: NeverPair): Promise<void> {
  const target = await chooseTarget(pair);
  if (target === undefined) return;
  const configuration = vscode.workspace.getConfiguration();
  const set = configuration.inspect<RuleSettings>(SETTINGS.rules);
  const rules = (target === vscode.ConfigurationTarget.Global ? set?.globalValue : set?.workspaceValue) ?? {};
  const never = [...new Set([...(rules[rule]?.never ?? []), pair])];
  await configuration.update(SETTINGS.rules, { ...rules, [rule]: { ...rules[rule], never } }, target);
}

async function chooseTarget(pair: string): Promise<vscode.ConfigurationTarget | undefined> {
  if (!vscode.workspace.workspaceFolders?.length) return vscode.ConfigurationTarget.Global;
  const items = [
    { label: l10n.t("In This Workspace"), target: vscode.ConfigurationTarget.Workspace },
    { label: l10n.t("Everywhere"), target: vscode.ConfigurationTarget.Global },
  ];
  const chosen = await pickRow(items, {
    title: l10n.t("Never mark “{0}”", pair),
    placeHolder: l10n.t("Where? The setting {0} takes it back", SETTINGS.rules),
  });
  return chosen?.target;
}
