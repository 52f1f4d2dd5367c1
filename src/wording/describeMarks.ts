import { formatCount } from "./formatCount";
import { formatCounted } from "./formatCounted";

/**
 * What a check found, as a sentence.
 *
 * @param rules - Of each mark, its rule.
 * @param where - What was read: "20 sentences".
 */
export function describeMarks(rules: readonly string[], where: string): string {
  if (rules.length === 0) return `Nothing to mark in ${where}.`;
  const families = rules.map((rule) => rule.split("/", 1)[0] ?? rule);
  const counts = [...new Set(families)].map(
    (family) => `${family} ${formatCount(families.filter((each) => each === family).length)}`,
  );
  return `${formatCounted(rules.length, "mark")} in ${where} (${counts.join(", ")}). The view Cloze: Findings lists ${rules.length === 1 ? "it" : "them"}.`;
}
