import * as vscode from "vscode";
import type { Rule } from "../../lint/rule";
import type { UnknownRule } from "../../prose/packedSentences";
import { MARK_SOURCE } from "../markSource";

/**
 * The mark on a name in a `cloze-disable` comment that is the id of no rule: the comment does not do what it seems to.
 *
 * @param rules - All that there are for the document.
 */
export function buildUnknownMark({ id }: UnknownRule, range: vscode.Range, rules: readonly Rule[]): vscode.Diagnostic {
  const known = rules.map((rule) => rule.id).join(", ");
  const message = `No rule is called “${id}”. Rules: ${known}. A reason goes after “--”.`;
  const mark = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
  mark.source = MARK_SOURCE;
  mark.code = "unknown-rule";
  return mark;
}
