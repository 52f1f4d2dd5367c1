import * as vscode from "vscode";

/** The active editor; while none is, as long as a panel has the focus, one of a document or else any that is visible. */
export function selectVisibleEditor(uri: string | undefined): vscode.TextEditor | undefined {
  const editors = vscode.window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
  const own = editors.find(({ document }) => document.uri.toString() === uri);
  return vscode.window.activeTextEditor ?? own ?? editors[0];
}
