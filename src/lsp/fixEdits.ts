import { CodeActionKind, type TextEdit } from "vscode-languageserver/node";
import type { ReplaceFix } from "../lint/fix";
import type { LspDocument } from "./lspDocument";

/** The kind of an action that an editor may run whenever a file is saved. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.cloze`;

/** @param fixes - Not overlapping. */
export function buildFixEdits(document: LspDocument, fixes: readonly ReplaceFix[]): TextEdit[] {
  return fixes.map(({ span, text }) => ({ range: document.toRange(span), newText: text }));
}
