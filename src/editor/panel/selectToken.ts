import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { findDocumentSpan, type Prose } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import { EditorError } from "../editorError";
import { toRange } from "../toRange";

/**
 * Selects a token's characters in its document, and gives that the focus.
 *
 * @param side - The token's text, where it stands in the document now.
 * @throws {EditorError} `no-text` for a token without characters of its own there.
 */
export async function selectToken(document: vscode.TextDocument, side: Prose, token: Span): Promise<void> {
  const span = findDocumentSpan(side, token);
  if (!span) throw new EditorError("no-text", l10n.t("This token has no characters of its own in the document."));
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const viewColumn = visible?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { selection: toRange(document, span), viewColumn });
}
