import { type CompletionItem, CompletionItemKind } from "vscode-languageserver/node";
import type { BlankAnswer } from "../blanks/askBlank";
import { describeChoice } from "../blanks/describeChoice";
import type { LspDocument } from "./lspDocument";

/** An item a choice. Those of several blanks write all of them. */
export function listCompletions(
  document: LspDocument,
  { places, at, fills }: BlankAnswer,
  hasLabelDetails: boolean,
): CompletionItem[] {
  const text = document.getText();
  const place = places[at];
  if (place === undefined) return [];
  return fills.fills.flatMap((choice, i): CompletionItem[] => {
    const { texts } = choice;
    const word = texts[at];
    if (word === undefined) return [];
    const { label, percent, detail } = describeChoice(choice);
    const others = places.flatMap((other, k) =>
      k === at ? [] : [{ range: document.toRange(other), newText: texts[k] ?? "" }],
    );
    return [
      {
        label,
        kind: CompletionItemKind.Text,
        detail,
        ...(hasLabelDetails && { labelDetails: { description: percent } }),
        textEdit: { range: document.toRange(place), newText: word },
        // The blank is what was typed, so that no other server's word can match it better.
        filterText: text.slice(place.start, place.end),
        sortText: String(i).padStart(3, "0"),
        ...(i === 0 && { preselect: true }),
        ...(others.length > 0 && { additionalTextEdits: others }),
      },
    ];
  });
}
