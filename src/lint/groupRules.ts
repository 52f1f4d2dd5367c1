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
  const listed: RuleGroup[] = [];
  for (const rule of rules) {
    const at = listed.findIndex(({ needs }) => isSameNeeds(needs, rule.needs));
    const known = listed[at];
    if (known) listed[at] = { ...known, rules: [...known.rules, rule] };
    else listed.push({ needs: rule.needs, rules: [rule] });
  }
  return [
    ...listed.filter(({ needs }) => needs.request === FIRST),
    ...listed.filter(({ needs }) => needs.request !== FIRST),
  ];
}

/** True if what answers one rule answers the other. What a request is asked besides must be the same object. */
export function isSameNeeds(one: Rule["needs"], other: Rule["needs"]): boolean {
  return one.request === other.request && one.model === other.model && one.params === other.params;
}
