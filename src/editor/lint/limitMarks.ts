import * as vscode from "vscode";
import { formatCount } from "../../wording/formatCount";
import { MARK_SOURCE } from "../markSource";

/** Marks of one file that VS Code takes from an extension; it drops the others. */
export const MOST_MARKS = 1000;

/**
 * At most as many marks as VS Code shows of a file. Where there are more, the last one says so, at the first place that
 * is not marked.
 */
export function limitMarks(marks: readonly vscode.Diagnostic[]): readonly vscode.Diagnostic[] {
  const next = marks[MOST_MARKS - 1];
  if (marks.length <= MOST_MARKS || next === undefined) return marks;
  const rest = formatCount(marks.length - MOST_MARKS + 1);
  const message = `VS Code shows ${formatCount(MOST_MARKS)} marks of a file. From here on, ${rest} more are not shown.`;
  const note = new vscode.Diagnostic(next.range, message, vscode.DiagnosticSeverity.Information);
  note.source = MARK_SOURCE;
  note.code = "not-shown";
  return [...marks.slice(0, MOST_MARKS - 1), note];
}
