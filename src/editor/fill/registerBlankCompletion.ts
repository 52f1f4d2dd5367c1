import * as vscode from "vscode";
import type { BlankAnswer } from "../../blanks/askBlank";
import { describeChoice } from "../../blanks/describeChoice";
import { readFillCount, readGhostText } from "../settings";
import { toRange } from "../toRange";
import { answerBlank, type BlankServices, findBlankAt } from "./blankAnswers";

/** Completes a blank that was just typed, as Fill Mask would fill it: "[MASK]" in prose or a comment. */
export function registerBlankCompletion(services: BlankServices): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position, token, { triggerKind }) {
      // Asked at every word that is typed, in every document: all but the line is read only behind a blank.
      const blank = findBlankAt(document, position, ({ end }, at) => end === at);
      if (blank === undefined) return undefined;
      const answer = await answerBlank(services, document, { blank, top: readFillCount() }, token);
      if (answer === undefined || token.isCancellationRequested) return undefined;
      // VS Code shows no ghost text beside a list, so the list waits until it is asked for.
      const isTyped = triggerKind === vscode.CompletionTriggerKind.TriggerCharacter;
      if (isTyped && answer.places.length === 1 && readGhostText()) return undefined;
      return buildItems(document, answer);
    },
  };
  return vscode.languages.registerCompletionItemProvider("*", provider, "]");
}

/** An item a choice. Those of several blanks write all of them, and one undo takes all back. */
function buildItems(document: vscode.TextDocument, { places, at, fills }: BlankAnswer): vscode.CompletionItem[] {
  const ranges = places.map((place) => toRange(document, place));
  return fills.fills.flatMap((choice, i) => {
    const { texts } = choice;
    const [range, word] = [ranges[at], texts[at]];
    if (range === undefined || word === undefined) return [];
    const { label, percent, detail } = describeChoice(choice);
    const item = new vscode.CompletionItem({ label, description: percent }, vscode.CompletionItemKind.Text);
    item.detail = detail;
    item.range = range;
    item.insertText = word;
    // The blank is what was typed, so that no other provider's word can match it better.
    item.filterText = document.getText(range);
    item.sortText = String(i).padStart(3, "0");
    item.preselect = i === 0;
    const others = ranges.flatMap((other, k) => (k === at ? [] : [vscode.TextEdit.replace(other, texts[k] ?? "")]));
    if (others.length > 0) item.additionalTextEdits = others;
    return [item];
  });
}
