import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import type { Prose } from "../../text/spans/sentence";
import { EditorError } from "../editorError";
import type { Services } from "../services";
import { toRange } from "../toRange";
import { type PanelPlace, readPlace } from "./panelPlace";

/**
 * Reads the texts at these places of the document as it is now.
 *
 * @throws {EditorError} `stale` when it changes meanwhile; `no-text` when there is nothing to read.
 */
export async function readSides(
  { prose }: Pick<Services, "prose">,
  document: vscode.TextDocument,
  places: readonly PanelPlace[],
): Promise<readonly Prose[]> {
  const sentences = await prose.read(document);
  if (sentences.version !== document.version) {
    throw new EditorError("stale", l10n.t("The text changed meanwhile. Run Show Tokens and Attention again."));
  }
  return places.map((place) => readPlace(sentences, place, (span) => document.getText(toRange(document, span))));
}
