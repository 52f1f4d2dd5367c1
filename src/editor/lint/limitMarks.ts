import * as vscode from "vscode";
import { formatCount } from "../../wording/formatCount";
import { MARK_SOURCE } from "../markSource";
import { MOST_MARKS, SETTINGS } from "../settings";

/** The marks of a file, and how many findings have none. */
export interface LimitedMarks<T> {
  readonly shown: readonly T[];
  readonly hidden: number;
  /** At the first place that is not marked, if there is one. */
  readonly note: vscode.Diagnostic | undefined;
}

/**
 * The first findings of a file, as many as may be marked; no others are built. Where there are more, the last mark says
 * so, at the first place that is not marked.
 *
 * @param most - 1..MOST_MARKS.
 * @param findRange - Of the first finding that is not marked.
 */
export function limitMarks<T>(
  findings: readonly T[],
  most: number,
  findRange: (finding: T) => vscode.Range,
): LimitedMarks<T> {
  if (findings.length <= most) return { shown: findings, hidden: 0, note: undefined };
  const shown = findings.slice(0, most - 1);
  const hidden = findings.length - shown.length;
  const first = findings[most - 1];
  if (first === undefined) return { shown, hidden, note: undefined };
  const limit =
    most === MOST_MARKS
      ? `VS Code shows ${formatCount(most)} marks of a file`
      : `The setting ${SETTINGS.lintMaxMarks} allows ${formatCount(most)} marks of a file`;
  const message = `${limit}. From here on, ${formatCount(hidden)} more are not shown.`;
  const note = new vscode.Diagnostic(findRange(first), message, vscode.DiagnosticSeverity.Information);
  note.source = MARK_SOURCE;
  note.code = "not-shown";
  return { shown, hidden, note };
}
