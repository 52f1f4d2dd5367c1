import * as vscode from "vscode";

/** Scheme of the views. */
export const READ_SCHEME = "cloze-read";
/** Ends the name of a view's tab; package.json gives documents with such a name their language. */
// eslint-disable-next-line language/untranslated -- package.json knows the views by it
const SUFFIX = " (what is read)";

/** The address of the view of a document, which says all that a view needs to open again after a restart. */
export function toViewAddress(source: vscode.Uri): vscode.Uri {
  const name = source.path.split(/[/\\]/).at(-1) ?? "";
  return vscode.Uri.from({ scheme: READ_SCHEME, path: `/${name}${SUFFIX}`, query: source.toString() });
}

/** The address of the document that a view shows. */
export function toSourceAddress(view: vscode.Uri): vscode.Uri {
  return vscode.Uri.parse(view.query);
}

export function isView({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === READ_SCHEME;
}

/** The document that a view shows; `undefined` when it is not open. */
export function findSource(view: vscode.TextDocument): vscode.TextDocument | undefined {
  const address = toSourceAddress(view.uri).toString();
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === address);
}
