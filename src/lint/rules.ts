import { LABEL_PREFIX, OWN_PREFIX } from "./mutedRules";
import type { Rule } from "./rule";
import { toneRule } from "./rules/tone/toneRule";
import { WORD_RULES } from "./rules/words/wordRules";

/** Every rule, in the order in which tools list them. */
export const RULES: readonly Rule[] = [toneRule, ...WORD_RULES];

/** What stands, in a list of ids, for the rules that settings and files make. */
const MADE_RULES = [`${LABEL_PREFIX}<name>`, `${OWN_PREFIX}<name>`];

/** The ids that can be named, for an error about one that cannot. @param rules - Those that there are. */
export function listRuleIds(rules: readonly Rule[] = RULES): string {
  return [...rules.map(({ id }) => id), ...MADE_RULES].join(", ");
}

/** @returns `undefined` for the id of no rule. */
export function findRule(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id);
}
