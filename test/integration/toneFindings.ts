import * as vscode from "vscode";

/** Negative enough for any model. */
export const NEGATIVE = "This is a terrible and stupid book, and I hated it.";
export const NEUTRAL = "The file holds one record for each line.";

export function findingsOf(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "Cloze");
}

export function textsOf(document: vscode.TextDocument): readonly string[] {
  return findingsOf(document).map(({ range }) => document.getText(range));
}

export async function edit(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, range, text);
  await vscode.workspace.applyEdit(change);
}

export async function readHover(document: vscode.TextDocument): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    new vscode.Position(0, 5),
  );
  return hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value)).join();
}

export async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("cloze").update(name, value, vscode.ConfigurationTarget.Global);
}
