import * as vscode from "vscode";
import type { ToneReason } from "../../lint/toneReason";
import { COMMANDS } from "../commandIds";
import type { ToneFinding } from "./toneFinding";
import { toRange } from "../toRange";

/** What quick fixes are for. */
export interface ToneFixOptions {
  readonly finding: ToneFinding;
  /** `undefined` where none could be found. */
  readonly reason: ToneReason | undefined;
  /** The marks that a fix is of. */
  readonly diagnostics: readonly vscode.Diagnostic[];
}

/**
 * A quick fix for each word that a sentence reads negative for, the list of words that could stand there instead; and one
 * that leaves the sentence as it is, without a mark.
 */
export function listToneFixes(
  document: vscode.TextDocument,
  { finding, reason, diagnostics }: ToneFixOptions,
): readonly vscode.CodeAction[] {
  const make = (title: string, command: string, argument: unknown) => {
    const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    fix.diagnostics = [...diagnostics];
    fix.command = { title, command, arguments: [argument] };
    return fix;
  };
  const words = (reason?.words ?? []).flatMap(({ text, place }) =>
    place === undefined ? [] : [make(`Find another word for “${text}”…`, COMMANDS.fillMask, toRange(document, place))],
  );
  return [...words, make("Leave this sentence unmarked", COMMANDS.acceptSentence, finding.text)];
}
