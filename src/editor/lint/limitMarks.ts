import * as vscode from "vscode";
import { formatCount } from "../../wording/formatCount";
import { MARK_SOURCE } from "../markSource";

/** Marks of one file that VS Code takes from an extension; it drops the others. */
export const MOST_MARKS = 1000;

/**
 * The marks of findings, at most as many as VS Code shows of a file: no others are built. Where there are more findings,
 * the last mark says so, at the first place that is not marked.
 */
export function limitMarks<T>(findings: readonly T[], build: (finding: T) => vscode.Diagnostic): vscode.Diagnostic[] {
  if (findings.length <= MOST_MARKS) return findings.map(build);
  const marks = findings.slice(0, MOST_MARKS).map(build);
  const next = marks[MOST_MARKS - 1];
  if (next === undefined) return marks;
  const rest = formatCount(findings.length - MOST_MARKS + 1);
  const message = `VS Code shows ${formatCount(MOST_MARKS)} marks of a file. From here on, ${rest} more are not shown.`;
  const note = new vscode.Diagnostic(next.range, message, vscode.DiagnosticSeverity.Information);
  note.source = MARK_SOURCE;
  note.code = "not-shown";
  return [...marks.slice(0, -1), note];
}
