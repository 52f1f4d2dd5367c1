import * as vscode from "vscode";
import { waitFor } from "./waitFor";

/** Shows an untitled document with this text in an editor. */
export async function openText(content: string, language = "markdown"): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  return await vscode.window.showTextDocument(document);
}

/**
 * Closes every editor, and discards untitled documents. The next one has the name of the last: until VS Code has dropped
 * that one's text, it would answer about it.
 */
export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
  while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await waitFor(() => vscode.workspace.textDocuments.every(({ isUntitled }) => !isUntitled));
}

/** Selects the first occurrence of each of these words. */
export function selectWords(editor: vscode.TextEditor, ...words: readonly string[]): void {
  const { document } = editor;
  editor.selections = words.map((word) => {
    const start = document.getText().indexOf(word);
    return new vscode.Selection(document.positionAt(start), document.positionAt(start + word.length));
  });
}
