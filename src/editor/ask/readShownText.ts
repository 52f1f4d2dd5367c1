import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import { TimeSlice } from "../../prose/timeSlice";
import { ShownText } from "../../text/sentences/shownText";
import type { Prose } from "../../text/spans/sentence";
import { EditorError } from "../editorError";
import type { Services } from "../services";

/**
 * The prose of a document as one text, with the place of each of its characters.
 *
 * @throws {EditorError} `stale` if it is edited meanwhile, `no-text` if it has no prose.
 */
export async function readShownText({ prose }: Pick<Services, "prose">, document: vscode.TextDocument): Promise<Prose> {
  const { version } = document;
  const content = document.getText();
  const sentences = await prose.read(document);
  const shown = new ShownText(content);
  const slice = new TimeSlice();
  for (let index = 0; index < sentences.count; index++) {
    if (slice.isOver()) await slice.pause();
    shown.add(sentences.at(index));
  }
  if (document.version !== version) throw new EditorError("stale", l10n.t("The text changed meanwhile. Ask again."));
  if (sentences.count === 0)
    throw new EditorError("no-text", l10n.t("There is no prose in this document to find an answer in."));
  return shown.prose;
}
