import * as l10n from "@vscode/l10n";
import { formatCounted } from "./formatCounted";
import { formatCount } from "./numbers/formatCount";

/**
 * What a check found, as a sentence.
 *
 * @param rules - Of each mark, its rule.
 * @param where - What was read: "20 sentences".
 */
export function describeMarks(rules: readonly string[], where: string): string {
  if (rules.length === 0) return l10n.t("Nothing to mark in {0}.", where);
  const families = rules.map((rule) => rule.split("/", 1)[0] ?? rule);
  const counts = [...new Set(families)].map(
    (family) => `${family} ${formatCount(families.filter((each) => each === family).length)}`,
  );
  const marks = formatCounted(rules.length, "mark");
  const split = counts.join(", ");
  return rules.length === 1
    ? l10n.t("{0} in {1} ({2}). The view Cloze: Findings lists it.", marks, where, split)
    : l10n.t("{0} in {1} ({2}). The view Cloze: Findings lists them.", marks, where, split);
}
