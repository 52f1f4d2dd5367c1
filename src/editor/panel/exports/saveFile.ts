import * as vscode from "vscode";

export interface FileAsked {
  /** Without an ending. */
  readonly name: string;
  readonly ending: string;
  /** Names the kind of file. */
  readonly kind: string;
}

/** Asks where a file is to be, and writes it there. @returns `undefined` if the person closed the dialog. */
export async function saveFile({ name, ending, kind }: FileAsked, bytes: Uint8Array): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [last = ending] = ending.split(".").slice(-1);
  const uri = await vscode.window.showSaveDialog({
    filters: { [kind]: [last] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${name}.${ending}`) }),
  });
  if (uri) await vscode.workspace.fs.writeFile(uri, bytes);
  return uri;
}
