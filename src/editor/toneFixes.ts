import * as vscode from "vscode";
import type { ToneReason } from "../lint/toneReason";
import { COMMANDS } from "./commandIds";
import { toRange } from "./toRange";

/** A quick fix for each word that a sentence reads negative for: the list of words that could stand there instead. */
export function listToneFixes(
  document: vscode.TextDocument,
  { words }: ToneReason,
  diagnostics: readonly vscode.Diagnostic[],
): readonly vscode.CodeAction[] {
  return words.flatMap(({ text, place }) => {
    if (place === undefined) return [];
    const fix = new vscode.CodeAction(`Find another word for “${text}”…`, vscode.CodeActionKind.QuickFix);
    fix.diagnostics = [...diagnostics];
    fix.command = { title: fix.title, command: COMMANDS.fillMask, arguments: [toRange(document, place)] };
    return [fix];
  });
}
