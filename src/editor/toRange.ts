import * as vscode from "vscode";
import type { Span } from "../text/spans/span";

/** @param document - Only asked for positions: a file that is not open may stand in for a document. */
export function toRange(document: Pick<vscode.TextDocument, "positionAt">, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
