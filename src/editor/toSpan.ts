import type * as vscode from "vscode";
import type { Span } from "../text/spans/span";

/** The inverse of `toRange`. */
export function toSpan(document: vscode.TextDocument, { start, end }: vscode.Range): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}
