import * as l10n from "@vscode/l10n";
import { findRule } from "../../lint/rules";
import type { Level } from "../../lint/ruleSetting";
import type { LintRun } from "../../settings/settingChecks";
import type { CheckState, ModelInfo, Services, Unchecked } from "../services";
import { trimEnd } from "../trimEnd";

/** A rule, and whether it runs in the document that is shown. */
export interface RuleLine {
  readonly id: string;
  /** "some", or why it does not run. */
  readonly says: string;
  readonly runs: boolean;
}

const CHECKED: Readonly<Record<LintRun, string>> = {
  onType: l10n.t("Checked as you type"),
  onSave: l10n.t("Checked when opened or saved"),
  manual: l10n.t("Checked when you ask"),
};

const DOCUMENTS_CHECKED: Readonly<Record<LintRun, string>> = {
  onType: l10n.t("Documents are checked as you type"),
  onSave: l10n.t("Documents are checked when opened or saved"),
  manual: l10n.t("Documents are checked when you ask"),
};

const UNCHECKED: Readonly<Record<Unchecked, string>> = {
  "off-file": l10n.t("Checks are off for this file"),
  "off-settings": l10n.t("Checks are off in the settings"),
  "off-project": l10n.t("Checks are off by the file .cloze.json"),
  ignored: l10n.t("The file .cloze.json leaves this file out"),
  language: l10n.t("Checked when you ask: its language is not among those to check"),
  manual: l10n.t("Checked when you ask"),
  "not-written": l10n.t("Not checked: it is not a document to write in"),
};

/** Whether and when the document that is shown is checked, as a sentence without a full stop. @param hasDocument - There is one. */
export function describeWhen({ unchecked, run }: CheckState, hasDocument: boolean): string {
  if (unchecked !== undefined) return UNCHECKED[unchecked];
  return (hasDocument ? CHECKED : DOCUMENTS_CHECKED)[run];
}

/** Each rule with its level, or with the reason why it does not run. */
export function listRuleLines(
  { rules, unchecked }: CheckState,
  models: Pick<Services["models"], "info">,
): readonly RuleLine[] {
  const isOff = unchecked?.startsWith("off-") === true || unchecked === "ignored";
  return rules.map(({ id, level, isOfProject }) => {
    const off = isOfProject ? l10n.t("off in .cloze.json") : l10n.t("off in the settings");
    if (level === "off") return { id, says: off, runs: false };
    const lack = findLack(id, models);
    if (lack !== undefined) return { id, says: l10n.t("does not run: {0}", lack), runs: false };
    return { id, says: describeLevel(level), runs: !isOff };
  });
}

function describeLevel(level: Exclude<Level, "off">): string {
  return { few: l10n.t("few marks"), some: l10n.t("some marks"), all: l10n.t("all marks") }[level];
}

/** What of a model answers a request. */
const READOUTS: Readonly<Record<string, keyof ModelInfo["has"]>> = { slips: "mlm", tone: "classifier" };

/** Why the model that answers cannot serve a rule; `undefined` before it is loaded. */
function findLack(id: string, models: Pick<Services["models"], "info">): string | undefined {
  const needs = findRule(id)?.needs;
  const info = needs && models.info(needs.model);
  if (needs === undefined || info === undefined) return undefined;
  const lacks: Readonly<Record<string, string | undefined>> = { ...info.lacks };
  const readout = READOUTS[needs.request];
  const isThere = readout === undefined || info.has[readout];
  const lack =
    lacks[needs.request] ?? (isThere ? undefined : (lacks[readout] ?? l10n.t("{0} cannot answer it", info.name)));
  return lack === undefined ? undefined : trimEnd(lack);
}
