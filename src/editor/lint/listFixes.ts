import * as vscode from "vscode";
import { describeFix, type Fix } from "../../lint/fix";
import type { Reason } from "../../lint/reason";
import { COMMANDS } from "../commands";
import { toRange } from "../toRange";
import type { DocumentFinding } from "./documentFinding";

export interface ExplainedFinding {
  readonly finding: DocumentFinding;
  /** `undefined` when none was found. */
  readonly reason: Reason | undefined;
}

/**
 * The fixes of these findings and of their reasons, and for each sentence one that leaves it as it is, without a mark.
 *
 * @param marks - Those at the place that the fixes are asked for.
 */
export function listFixes(
  document: vscode.TextDocument,
  findings: readonly ExplainedFinding[],
  marks: readonly vscode.Diagnostic[],
): readonly vscode.CodeAction[] {
  const fixes = findings.flatMap(({ finding, reason }) => {
    const own = marks.filter(({ code }) => code === finding.rule);
    return [...finding.fixes, ...(reason?.fixes ?? [])].map((fix) => buildFix(document, fix, own));
  });
  const sentences = new Set(findings.map(({ finding }) => finding.sentence.text));
  return [...fixes, ...Array.from(sentences, (sentence) => buildAccept(sentence, marks))];
}

function buildFix(document: vscode.TextDocument, fix: Fix, marks: readonly vscode.Diagnostic[]): vscode.CodeAction {
  const action = buildAction(describeFix(fix), marks);
  const range = toRange(document, fix.span);
  if (fix.kind === "choose") setCommand(action, COMMANDS.fillMask, range);
  else {
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, range, fix.text);
  }
  return action;
}

function buildAccept(sentence: string, marks: readonly vscode.Diagnostic[]): vscode.CodeAction {
  const action = buildAction("Leave this sentence unmarked", marks);
  setCommand(action, COMMANDS.acceptSentence, sentence);
  return action;
}

function buildAction(title: string, marks: readonly vscode.Diagnostic[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [...marks];
  return action;
}

function setCommand(action: vscode.CodeAction, command: string, argument: unknown): void {
  action.command = { title: action.title, command, arguments: [argument] };
}
