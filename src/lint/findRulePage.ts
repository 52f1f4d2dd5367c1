import { isOwnId } from "./mutedRules";
import { findRule } from "./rules";
import { OWN_PAGE } from "./rules/own/buildOwnRule";

/** The page about a rule, relative to the extension's folder; `undefined` for the id of no rule. */
export function findRulePage(id: string): string | undefined {
  return isOwnId(id) ? OWN_PAGE : findRule(id)?.page;
}
