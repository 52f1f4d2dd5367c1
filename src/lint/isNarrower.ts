import type { RuleRun } from "./ruleRun";

/**
 * True if what runs now reports nothing that was not reported before, and reports the rest in the same way: rules were
 * turned off, or pairs of words are left out. What was found before then only has to be filtered.
 */
export function isNarrower(now: readonly RuleRun[], before: readonly RuleRun[]): boolean {
  return now.every((run) => {
    const old = before.find(({ rule }) => rule.id === run.rule.id);
    if (old === undefined) return false;
    const isSame =
      old.threshold === run.threshold && old.severity === run.severity && old.onlyEnglish === run.onlyEnglish;
    return isSame && [...old.never].every((pair) => run.never.has(pair));
  });
}
