import * as vscode from "vscode";

export interface LossOptions {
  /** Whether a document, by its address, is the one to watch. */
  readonly isOwn: (uri: string) => boolean;
  readonly onLoss: () => void;
}

/** Tells when a document is gone: deleted, or closed without ever having been a file. */
export function watchLoss({ isOwn, onLoss }: LossOptions): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      if (files.some((file) => isOwn(file.toString()))) onLoss();
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri, isUntitled }) => {
      if (isUntitled && isOwn(uri.toString())) onLoss();
    }),
  );
}
