import * as vscode from "vscode";
import type { Finding } from "../../lint/finding";
import { MARK_SOURCE } from "../markSource";
import type { Severity } from "../settings";

const SEVERITY: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function buildMark(
  { rule, message }: Pick<Finding, "rule" | "message">,
  range: vscode.Range,
  severity: Severity,
): vscode.Diagnostic {
  const mark = new vscode.Diagnostic(range, message, SEVERITY[severity]);
  mark.source = MARK_SOURCE;
  mark.code = rule;
  return mark;
}
