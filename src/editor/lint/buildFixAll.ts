import * as vscode from "vscode";
import type { Finding } from "../../lint/finding";
import type { ReplaceFix } from "../../lint/fix";
import { listSureFixes, SURE_FIXES } from "../../lint/listSureFixes";
import { toRange } from "../toRange";

/** The kind of an action that VS Code may run whenever a file is saved. */
export const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append("cloze");

/** One action with the sure fixes of these findings, and no others; `undefined` if there are none. */
export function buildFixAll(
  document: vscode.TextDocument,
  findings: readonly Pick<Finding, "fixes">[],
): vscode.CodeAction | undefined {
  const fixes = listSureFixes(findings);
  if (fixes.length === 0) return undefined;
  const action = new vscode.CodeAction(SURE_FIXES, FIX_ALL);
  action.edit = buildEdit(document, fixes);
  return action;
}

/** @param fixes - Not overlapping. */
export function buildEdit(document: vscode.TextDocument, fixes: readonly ReplaceFix[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { span, text } of fixes) edit.replace(document.uri, toRange(document, span), text);
  return edit;
}
