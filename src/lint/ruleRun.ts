import { normalizePair } from "./normalizePair";
import type { Rule } from "./rule";
import { type RuleSettings, selectRuleSetting, type Severity } from "./ruleSetting";

/** A rule that is on, with what it is to report. */
export interface RuleRun {
  readonly rule: Rule;
  /** Least score of a finding, 0..1. */
  readonly threshold: number;
  /** Pairs of words that are never marked, in small letters. */
  readonly never: ReadonlySet<string>;
  readonly severity: Severity;
  /** See `RuleSetting`. */
  readonly onlyEnglish: boolean;
}

/** The rules that are not off. @param sources - As for `selectRuleSetting`. */
export function listRuleRuns(rules: readonly Rule[], sources: readonly RuleSettings[]): readonly RuleRun[] {
  return rules.flatMap((rule) => {
    const { level, never, ...how } = selectRuleSetting(rule.id, [
      ...sources,
      ...(rule.severity === undefined ? [] : [{ [rule.id]: { severity: rule.severity } }]),
    ]);
    if (level === "off") return [];
    return [{ rule, threshold: rule.thresholds[level], never: new Set(never.map(normalizePair)), ...how }];
  });
}
