import * as l10n from "@vscode/l10n";
import type { SentenceScore } from "../../engine/client/scoreSentences";
import { EngineError } from "../../engine/protocol/engineError";
import { toLabelName } from "../../wording/names/toLabelName";
import { LABEL_PREFIX } from "../mutedRules";
import type { Rule } from "../rule";

/** Rules name labels that the model does not have: they cannot be checked, and all others can. */
export class LabelLack extends EngineError {
  readonly rules: readonly Rule[];

  constructor(rules: readonly Rule[], labels: readonly string[]) {
    const missing = rules
      .map(({ id }) => `"${id.slice(LABEL_PREFIX.length)}"`)
      .reduce((before, label) => l10n.t("{0} and no {1}", before, label));
    super("no-readout", l10n.t("the model for tone has no label {0}, expected one of {1}", missing, labels.join(", ")));
    this.rules = rules;
  }
}

/** @param answers - To the request that the rules need. @returns `undefined` if the model has every label that is named. */
export function findLabelLack(rules: readonly Rule[], answers: Iterable<SentenceScore>): LabelLack | undefined {
  const named = rules.filter(({ id }) => id.startsWith(LABEL_PREFIX));
  if (named.length === 0) return undefined;
  for (const answer of answers) {
    if (answer === undefined || !("scores" in answer)) continue;
    const labels = [...new Set(Object.keys(answer.scores).map(toLabelName))];
    const lacking = named.filter(({ id }) => !labels.includes(id.slice(LABEL_PREFIX.length)));
    return lacking.length === 0 ? undefined : new LabelLack(lacking, labels);
  }
  return undefined;
}
