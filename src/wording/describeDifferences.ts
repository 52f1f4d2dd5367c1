import * as l10n from "@vscode/l10n";

/** "they disagree in a number". @param differences - At least one. */
export function describeDifferences(differences: readonly ("number" | "negation")[]): string {
  if (!differences.includes("negation")) return l10n.t("they disagree in a number");
  if (!differences.includes("number")) return l10n.t("they disagree in a negation");
  return l10n.t("they disagree in a number and a negation");
}
