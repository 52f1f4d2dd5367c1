import * as vscode from "vscode";
import { describeUnknownRule, UNKNOWN_RULE } from "../../lint/open/describeUnknownRule";
import { MARK_SOURCE } from "../../lint/open/markSource";
import type { Rule } from "../../lint/rule";
import type { UnknownRule } from "../../prose/packedSentences";

/**
 * The mark on a name in a `cloze-disable` comment that is the id of no rule: the comment does not do what it seems to.
 *
 * @param rules - All that there are for the document.
 */
export function buildUnknownMark({ id }: UnknownRule, range: vscode.Range, rules: readonly Rule[]): vscode.Diagnostic {
  const mark = new vscode.Diagnostic(range, describeUnknownRule(id, rules), vscode.DiagnosticSeverity.Warning);
  mark.source = MARK_SOURCE;
  mark.code = UNKNOWN_RULE;
  return mark;
}
