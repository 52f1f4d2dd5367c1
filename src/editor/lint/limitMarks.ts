import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { describeHidden, describeMostMarks, limitFindings, NOT_SHOWN } from "../../lint/open/limitFindings";
import { MARK_SOURCE } from "../../lint/open/markSource";
import { MOST_MARKS } from "../../settings/settingChecks";
import { formatCount } from "../../wording/numbers/formatCount";
import { SETTINGS } from "../settings";

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
  const { shown, hidden, first } = limitFindings(findings, most);
  if (first === undefined) return { shown, hidden, note: undefined };
  const limit =
    most === MOST_MARKS
      ? l10n.t("VS Code shows {0} marks of a file", formatCount(most))
      : describeMostMarks(SETTINGS.lintMaxMarks, most);
  const message = describeHidden(limit, hidden);
  const note = new vscode.Diagnostic(findRange(first), message, vscode.DiagnosticSeverity.Information);
  note.source = MARK_SOURCE;
  note.code = NOT_SHOWN;
  return { shown, hidden, note };
}
