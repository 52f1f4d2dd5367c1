import * as vscode from "vscode";

/** Scheme of the documents that are the cells of a notebook. */
const NOTEBOOK_CELL = "vscode-notebook-cell";

/** The address of the file that holds the document: of a cell, that of its notebook. */
export function findAddress(document: vscode.TextDocument): vscode.Uri {
  return (findNotebook(document) ?? document).uri;
}

/** The notebook of a cell, whose own address is not that of a file. */
function findNotebook(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== NOTEBOOK_CELL) return undefined;
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  );
}
