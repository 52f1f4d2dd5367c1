import * as l10n from "@vscode/l10n";
import type { Rule } from "../rule";

/** The code of a mark on a name in a `cloze-disable` comment that is the id of no rule. */
export const UNKNOWN_RULE = "unknown-rule";

/** What the mark says. @param rules - All that there are for the document. */
export function describeUnknownRule(id: string, rules: readonly Pick<Rule, "id">[]): string {
  const known = rules.map((rule) => rule.id).join(", ");
  return l10n.t("No rule is called “{0}”. Rules: {1}. A reason goes after “--”.", id, known);
}
