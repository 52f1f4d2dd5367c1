import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { COMMANDS } from "../commands";
import { registerEditorCommand } from "../registerEditorCommand";
import type { LintState, Services } from "../services";
import { isView, toViewAddress } from "./readAddress";
import { ReadAnswers } from "./readAnswers";
import { ReadContent } from "./readContent";
import { ReadMarks } from "./readMarks";
import { alignTop, registerReadScroll } from "./registerReadScroll";

/** Show What Is Read: the document beside itself, with all that is not read in grey. */
export function registerReadView(services: Services, lint: LintState): vscode.Disposable {
  return vscode.Disposable.from(
    registerEditorCommand({
      id: COMMANDS.showRead,
      what: l10n.t("Cloze could not show what is read"),
      log: services.log,
      run: (editor) => show(editor),
    }),
    new ReadContent(),
    new ReadMarks(services, lint),
    new ReadAnswers(services, lint),
    registerReadScroll(),
  );
}

/**
 * Opens the view beside the document, which keeps the focus. Where the view is on screen already, the focus goes to the
 * cursor's place in it; there, the command says what that place is.
 */
async function show(editor: vscode.TextEditor): Promise<void> {
  if (isView(editor.document)) {
    await vscode.commands.executeCommand("editor.action.showHover");
    return;
  }
  const address = toViewAddress(editor.document.uri);
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === address.toString());
  const view = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(address), {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.Beside,
    preserveFocus: shown === undefined,
    selection: new vscode.Range(editor.selection.active, editor.selection.active),
  });
  if (shown === undefined) alignTop(view, editor.visibleRanges[0]?.start.line ?? 0);
  else await vscode.commands.executeCommand("editor.action.showHover");
}
