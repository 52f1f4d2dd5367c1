import * as vscode from "vscode";

/** Tells the addresses of documents that are gone: deleted, or closed without ever having been a file. */
export function watchLoss(onLoss: (uri: string) => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((file) => onLoss(file.toString()))),
    vscode.workspace.onDidCloseTextDocument(({ uri, isUntitled }) => {
      if (isUntitled) onLoss(uri.toString());
    }),
  );
}
