import * as l10n from "@vscode/l10n";

/** What the probability of a pair is called. @param question - As in `pairQuestionSchema`. */
export function namePairChance(question: "order" | undefined): string {
  return question === "order" ? l10n.t("P(in order)") : l10n.t("P(next)");
}
