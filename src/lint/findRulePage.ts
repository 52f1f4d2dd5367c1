import { isOwnId, LABEL_PREFIX } from "./mutedRules";
import { findRule } from "./rules";
import { LABEL_PAGE } from "./rules/label/labelRules";
import { OWN_PAGE } from "./rules/own/buildOwnRule";

/** The page about a rule, relative to the extension's folder; `undefined` for the id of no rule. */
export function findRulePage(id: string): string | undefined {
  if (isOwnId(id) && id.startsWith(LABEL_PREFIX)) return LABEL_PAGE;
  return isOwnId(id) ? OWN_PAGE : findRule(id)?.page;
}
