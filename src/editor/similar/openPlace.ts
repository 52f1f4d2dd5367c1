import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ProseReader } from "../../prose/proseReader";
import { type PlacedText, placeText } from "../../similar/placedText";
import type { Sentence } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import { notify } from "../surface";
import { toRange } from "../toRange";

/**
 * Shows a sentence in its document, which keeps the focus where it is, also where text before it has changed meanwhile.
 *
 * @param select - What of the sentence is selected. Default: all of it.
 */
export async function openPlace(
  prose: ProseReader,
  place: PlacedText,
  select: (sentence: Sentence, document: string) => Span = ({ span }) => span,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.file));
  const sentence = await findNow(prose, document, place);
  const span = sentence && select(sentence, document.getText());
  await vscode.window.showTextDocument(document, {
    preview: true,
    preserveFocus: true,
    viewColumn: selectColumn(document),
    ...(span && { selection: toRange(document, span) }),
  });
  if (span === undefined) notify("information", l10n.t("This sentence has changed since it was found. Search again."));
}

/** Where texts are shown: a panel that asks for this one, and has the focus, is not to be covered by it. */
function selectColumn(document: vscode.TextDocument): vscode.ViewColumn {
  const editors = vscode.window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
  const own = editors.find((editor) => editor.document === document);
  return (own ?? vscode.window.activeTextEditor ?? editors[0])?.viewColumn ?? vscode.ViewColumn.One;
}

/** The nearest sentence that reads the same; `undefined` if there is none. */
async function findNow(
  prose: ProseReader,
  document: vscode.TextDocument,
  { file, span, text }: PlacedText,
): Promise<Sentence | undefined> {
  const sentences = await prose.read(document);
  const content = document.getText();
  let nearest: Sentence | undefined;
  const distance = ({ start }: Span) => Math.abs(start - span.start);
  for (let index = 0; index < sentences.count; index++) {
    const found = sentences.spanAt(index);
    if (nearest !== undefined && distance(found) >= distance(nearest.span)) continue;
    const sentence = sentences.at(index);
    if (placeText(sentence, file, content).text === text) nearest = sentence;
  }
  return nearest;
}
