import * as vscode from "vscode";

/** Whether a document takes no edits, as far as VS Code tells: by its kind, or by its file. */
export async function isReadOnly({ uri, isUntitled }: vscode.TextDocument): Promise<boolean> {
  const isWritable = vscode.workspace.fs.isWritableFileSystem(uri.scheme);
  if (isUntitled || isWritable === false) return !isUntitled;
  // Documents without a file system come from extensions that only show them; VS Code's own are boxes to write in.
  if (isWritable === undefined) return !/^(?:vscode-|comment)/.test(uri.scheme);
  try {
    const { permissions } = await vscode.workspace.fs.stat(uri);
    return permissions === vscode.FilePermission.Readonly;
  } catch {
    // A file that is not there yet will be written.
    return false;
  }
}
