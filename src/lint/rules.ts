import type { Rule } from "./rule";
import { toneRule } from "./rules/tone/toneRule";
import { WORD_RULES } from "./rules/words/wordRules";

/** Every rule, in the order in which tools list them. */
export const RULES: readonly Rule[] = [toneRule, ...WORD_RULES];

/** @returns `undefined` for the id of no rule. */
export function findRule(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id);
}
