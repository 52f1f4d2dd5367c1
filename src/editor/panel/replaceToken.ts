import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { findDocumentSpan, type Prose } from "../../text/spans/sentence";
import type { PanelToken } from "../../webview/messages";
import { EditorError } from "../editorError";
import { toRange } from "../toRange";

/**
 * Writes a word in place of a token's characters, as one edit that undo takes back.
 *
 * @param side - The token's text, where it stands in the document now.
 * @throws {EditorError} `no-text` where the token is not written in the document as the model read it, as an entity or
 * with markup inside, and where the document takes no edit.
 */
export async function replaceToken(
  document: vscode.TextDocument,
  side: Prose,
  { token, text }: { readonly token: Pick<PanelToken, "start" | "end">; readonly text: string },
): Promise<void> {
  const span = findDocumentSpan(side, token);
  const range = span && toRange(document, span);
  if (!range || document.getText(range) !== side.text.slice(token.start, token.end)) {
    throw new EditorError("no-text", l10n.t("This word is written in another way in its document. Change it there."));
  }
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new EditorError("no-text", l10n.t("The document took no edit. Is it read-only?"));
  }
}
