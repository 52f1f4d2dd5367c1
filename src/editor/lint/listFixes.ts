import * as vscode from "vscode";
import type { DocumentFinding } from "../../lint/open/documentFinding";
import { type ExplainedFinding, type FixAction, listFixActions } from "../../lint/open/listFixActions";
import { COMMANDS } from "../commands";
import { readMarkRule } from "../readMarkRule";
import { toRange } from "../toRange";
import { toSpan } from "../toSpan";
import { buildEdit } from "./buildFixAll";

export interface FixQuestion {
  readonly document: vscode.TextDocument;
  /** Where the cursor is, or what is selected. */
  readonly range: vscode.Range;
  /** The marks there. */
  readonly marks: readonly vscode.Diagnostic[];
  /** All findings of the document. */
  readonly all: readonly DocumentFinding[];
}

/** As {@link listFixActions}, for VS Code's menu. */
export function listFixes(
  { document, range, marks, all }: FixQuestion,
  findings: readonly ExplainedFinding[],
): readonly vscode.CodeAction[] {
  // A word is chosen at a cursor, and VS Code gives extensions none in the commit message box.
  const hasCursor = vscode.window.visibleTextEditors.some((editor) => editor.document === document);
  const can = ({ kind }: { readonly kind: string }) => kind === "replace" || hasCursor;
  const actions = listFixActions({ document, cursor: toSpan(document, range), all, can }, findings);
  return actions.map((planned) => {
    const action = new vscode.CodeAction(planned.title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = marks.filter((mark) => planned.rule === undefined || readMarkRule(mark) === planned.rule);
    setWork(action, planned, document);
    return action;
  });
}

function setWork(action: vscode.CodeAction, planned: FixAction, document: vscode.TextDocument): void {
  switch (planned.kind) {
    case "replace":
      action.edit = buildEdit(document, planned.fixes);
      if (planned.isPreferred) action.isPreferred = true;
      break;
    case "choose":
      setCommand(action, COMMANDS.fillMask, toRange(document, planned.span));
      break;
    case "reword":
      setCommand(action, COMMANDS.reword, toRange(document, planned.span));
      break;
    case "accept": {
      const { sentence, place } = planned;
      setCommand(action, COMMANDS.acceptSentence, { sentence, place, file: document.uri.toString() });
      break;
    }
    case "disable": {
      const { word, span, sentence } = planned.finding;
      setCommand(action, COMMANDS.insertDisable, toRange(document, word ? span : sentence.span));
      break;
    }
    case "never":
      setCommand(action, COMMANDS.neverPair, { rule: planned.about, pair: planned.pair });
  }
}

function setCommand(action: vscode.CodeAction, command: string, ...given: readonly unknown[]): void {
  action.command = { title: action.title, command, arguments: [...given] };
}
