import * as l10n from "@vscode/l10n";
import { describeIssue } from "../lint/projectFile/describeIssue";
import { rulesSchema } from "../lint/projectFile/rulesSchema";
import type { RuleSettings } from "../lint/ruleSetting";

/** The setting of rules. @returns What is wrong with it, as a sentence that names the rule, the value and what was expected. */
export function readRulesSetting(
  id: string,
  value: unknown,
): { readonly rules: RuleSettings } | { readonly issue: string } {
  const { data, error } = rulesSchema.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (issue === undefined && data !== undefined) return { rules: data as RuleSettings };
  return { issue: l10n.t("In the settings, {0}.", issue ? describeIssue(id, rulesSchema, value, issue) : id) };
}
