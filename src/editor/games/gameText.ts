import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { EditorError } from "../editorError";
import { findParagraph } from "../lint/scopes/findParagraph";
import { readSides } from "../panel/readSides";
import type { Services } from "../services";
import { toSpan } from "../toSpan";
import { SAMPLE_PASSAGE } from "./samplePassage";

/** The text to mask: the selection or else the paragraph at the cursor, without its markup; a sample where no text is open. */
export async function readPassage(services: Services): Promise<string> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return SAMPLE_PASSAGE.slice(0, SAMPLE_PASSAGE.indexOf("\n"));
  const { document, selection } = editor;
  const span = selection.isEmpty
    ? findParagraph(document.getText(), document.offsetAt(selection.active))
    : toSpan(document, selection);
  if (!span)
    throw new EditorError(
      "no-text",
      l10n.t("Put the cursor in a paragraph, or select a passage. There is no prose here."),
    );
  const [side] = await readSides(services, document, [{ ...span, kind: "selection" }]);
  return side?.text ?? "";
}

/** The sentences of the open document; those of a sample where no text is open. */
export async function readSentences({ prose }: Services): Promise<readonly string[]> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return SAMPLE_PASSAGE.trim().split(/(?<=\.)\s+/);
  const texts = (await prose.read(editor.document)).listTexts();
  if (new Set(texts).size >= 3) return texts;
  throw new EditorError("no-text", l10n.t("The game draws pairs of sentences: open a text that has at least three."));
}
