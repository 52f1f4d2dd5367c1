import * as vscode from "vscode";
import type { Finding } from "../../lint/finding";
import { findRulePage } from "../../lint/findRulePage";
import { MARK_SOURCE } from "../../lint/open/markSource";
import type { Severity } from "../../lint/ruleSetting";

type MarkedFinding = Pick<Finding, "rule" | "message"> & { readonly severity: Severity };

const SEVERITY: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** @param extensionUri - The folder of the extension, where the pages about rules are. */
export function buildMark(
  { rule, message, severity }: MarkedFinding,
  range: vscode.Range,
  extensionUri: vscode.Uri,
): vscode.Diagnostic {
  const mark = new vscode.Diagnostic(range, message, SEVERITY[severity]);
  mark.source = MARK_SOURCE;
  const page = findRulePage(rule);
  mark.code = page === undefined ? rule : { value: rule, target: vscode.Uri.joinPath(extensionUri, page) };
  return mark;
}
