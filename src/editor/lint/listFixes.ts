import * as vscode from "vscode";
import { describeFix, type Fix } from "../../lint/fix";
import { hasSwitches } from "../../lint/hasSwitches";
import type { Reason } from "../../lint/reason";
import { selectFormat } from "../../text/formats/format";
import { COMMANDS } from "../commands";
import { toRange } from "../toRange";
import type { DocumentFinding } from "./documentFinding";

export interface ExplainedFinding {
  readonly finding: DocumentFinding;
  /** `undefined` when none was found. */
  readonly reason: Reason | undefined;
}

/**
 * The fixes of these findings and of their reasons, and for each sentence those that leave it as it is, without a mark.
 *
 * @param marks - Those at the place that the fixes are asked for.
 */
export function listFixes(
  document: vscode.TextDocument,
  findings: readonly ExplainedFinding[],
  marks: readonly vscode.Diagnostic[],
): readonly vscode.CodeAction[] {
  // A word is chosen at a cursor, and VS Code gives extensions none in the commit message box.
  const hasCursor = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
  const fixes = findings.flatMap(({ finding, reason }) => {
    const own = marks.filter(({ code }) => readRule(code) === finding.rule);
    return [...finding.fixes, ...(reason?.fixes ?? [])]
      .filter(({ kind }) => kind !== "choose" || hasCursor)
      .map((fix) => buildFix(document, fix, own));
  });
  const sentences = new Map(findings.map(({ finding }) => [finding.sentence.text, finding]));
  return [...fixes, ...Array.from(sentences.values(), (finding) => buildIgnores(document, finding, marks)).flat()];
}

/** The id of the rule that set a mark. */
function readRule(code: vscode.Diagnostic["code"]): unknown {
  return typeof code === "object" ? code.value : code;
}

function buildFix(document: vscode.TextDocument, fix: Fix, marks: readonly vscode.Diagnostic[]): vscode.CodeAction {
  const action = buildAction(describeFix(fix), marks);
  const range = toRange(document, fix.span);
  if (fix.kind === "choose") setCommand(action, COMMANDS.fillMask, range);
  else {
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, range, fix.text);
    if (fix.isPreferred === true) action.isPreferred = true;
  }
  return action;
}

function buildIgnores(
  document: vscode.TextDocument,
  { sentence }: DocumentFinding,
  marks: readonly vscode.Diagnostic[],
): readonly vscode.CodeAction[] {
  const accept = buildAction("Leave this sentence unmarked", marks);
  setCommand(accept, COMMANDS.acceptSentence, sentence.text, document.uri.toString());
  if (!hasSwitches(selectFormat(document.languageId, document.uri.path))) return [accept];
  const insert = buildAction("Leave this sentence unmarked, with a comment", marks);
  setCommand(insert, COMMANDS.insertDisable, toRange(document, sentence.span));
  return [accept, insert];
}

function buildAction(title: string, marks: readonly vscode.Diagnostic[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [...marks];
  return action;
}

function setCommand(action: vscode.CodeAction, command: string, ...given: readonly unknown[]): void {
  action.command = { title: action.title, command, arguments: [...given] };
}
