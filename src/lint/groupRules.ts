import type { Rule } from "./rule";

/** Rules that rest on the same answers: each sentence is asked about once for all of them. */
export interface RuleGroup {
  readonly needs: Rule["needs"];
  readonly rules: readonly Rule[];
}

export function groupRules(rules: readonly Rule[]): readonly RuleGroup[] {
  const groups = new Map<string, readonly Rule[]>();
  for (const rule of rules) {
    const key = `${rule.needs.request} ${rule.needs.model}`;
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return [...groups.values()].flatMap((group) => (group[0] ? [{ needs: group[0].needs, rules: group }] : []));
}
