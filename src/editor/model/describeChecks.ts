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

const RUNS: Readonly<Record<LintRun, string>> = {
  onType: "as you type",
  onSave: "when opened or saved",
  manual: "when you ask",
};

const UNCHECKED: Readonly<Record<Unchecked, string>> = {
  "off-file": "Checks are off for this file",
  "off-settings": "Checks are off in the settings",
  "off-project": "Checks are off by the file .cloze.json",
  ignored: "The file .cloze.json leaves this file out",
  language: "Checked when you ask: its language is not among those to check",
  manual: "Checked when you ask",
  "not-written": "Not checked: it is not a document to write in",
};

/** Whether and when the document that is shown is checked, as a sentence without a full stop. @param hasDocument - There is one. */
export function describeWhen({ unchecked, run }: CheckState, hasDocument: boolean): string {
  if (unchecked !== undefined) return UNCHECKED[unchecked];
  return hasDocument ? `Checked ${RUNS[run]}` : `Documents are checked ${RUNS[run]}`;
}

/** Each rule with its level, or with the reason why it does not run. */
export function listRuleLines(
  { rules, unchecked }: CheckState,
  models: Pick<Services["models"], "info">,
): readonly RuleLine[] {
  const isOff = unchecked?.startsWith("off-") === true || unchecked === "ignored";
  return rules.map(({ id, level, isOfProject }) => {
    const where = isOfProject ? ".cloze.json" : "the settings";
    if (level === "off") return { id, says: `off in ${where}`, runs: false };
    const lack = findLack(id, models);
    if (lack !== undefined) return { id, says: `does not run: ${lack}`, runs: false };
    return { id, says: describeLevel(level), runs: !isOff };
  });
}

function describeLevel(level: Exclude<Level, "off">): string {
  return { few: "few marks", some: "some marks", all: "all marks" }[level];
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
  const lack = lacks[needs.request] ?? (isThere ? undefined : (lacks[readout] ?? `${info.name} cannot answer it`));
  return lack === undefined ? undefined : trimEnd(lack);
}
