import type { Rule } from "./rule";

/** Rules that rest on the same answers: each sentence is asked about once for all of them. */
export interface RuleGroup {
  readonly needs: Rule["needs"];
  readonly rules: readonly Rule[];
}

/** Asked before the others: a model that reads a sentence for slips tells its tone in the same run. */
const FIRST: Rule["needs"]["request"] = "slips";

/** @returns The groups in the order in which to ask. */
export function groupRules(rules: readonly Rule[]): readonly RuleGroup[] {
  const groups = new Map<string, readonly Rule[]>();
  for (const rule of rules) {
    const key = `${rule.needs.request} ${rule.needs.model}`;
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  const listed = [...groups.values()].flatMap((group) => (group[0] ? [{ needs: group[0].needs, rules: group }] : []));
  return [
    ...listed.filter(({ needs }) => needs.request === FIRST),
    ...listed.filter(({ needs }) => needs.request !== FIRST),
  ];
}
