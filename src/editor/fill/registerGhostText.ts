import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { findBlank } from "../../text/spans/blank";
import { COMMANDS } from "../commands";
import { reportError } from "../reportError";
import { readGhostText } from "../settings";
import { toRange } from "../toRange";
import { answerBlank, type BlankServices, findBlankAt } from "./blankAnswers";

/** Shows the likeliest word behind a blank that was just typed, if the settings ask for it and the blank is the only one. */
export function registerGhostText(services: BlankServices): vscode.Disposable {
  const provider: vscode.InlineCompletionItemProvider = {
    async provideInlineCompletionItems(document, position, { selectedCompletionInfo }, token) {
      const blank = findBlankAt(document, position, ({ end }, at) => end === at);
      if (blank === undefined || selectedCompletionInfo !== undefined || !isOn(services)) return undefined;
      const answer = await answerBlank(services, document, { blank, top: 1 }, token);
      const word = answer?.fills.fills[0]?.texts[0];
      if (answer?.places.length !== 1 || word === undefined || token.isCancellationRequested) return undefined;
      const range = toRange(document, blank);
      // VS Code shows ghost text only for what is inserted, so the blank goes when the word has been taken.
      const replace = { title: "", command: COMMANDS.replaceBlank, arguments: [document.uri.toString(), range] };
      return [new vscode.InlineCompletionItem(word, new vscode.Range(range.end, range.end), replace)];
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerInlineCompletionItemProvider("*", provider),
    vscode.commands.registerCommand(COMMANDS.replaceBlank, async (uri?: unknown, range?: unknown) => {
      try {
        await removeBlank(uri, range);
      } catch (error) {
        reportError(services.log, l10n.t("Cloze could not replace the blank"), error);
      }
    }),
  );
}

function isOn({ log }: BlankServices): boolean {
  try {
    return readGhostText();
  } catch {
    // A provider must not complain at each key; the settings editor marks the value.
    log.info("fill: the setting for ghost text is neither true nor false");
    return false;
  }
}

/** Removes a blank in one step with the word that was put behind it; nothing where there is none any more. */
async function removeBlank(uri: unknown, range: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!(range instanceof vscode.Range) || editor === undefined || editor.document.uri.toString() !== uri) return;
  if (findBlank(editor.document.getText(range)) === undefined) return;
  await editor.edit((builder) => builder.delete(range), { undoStopBefore: false, undoStopAfter: true });
}
