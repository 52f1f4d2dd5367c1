import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { EditorError } from "../../editorError";

/** The text of a document as its file has it. @throws {EditorError} `no-text` where there is no file, or no text in it. */
export async function readSaved({ uri, isUntitled }: vscode.TextDocument): Promise<string> {
  if (isUntitled) {
    throw new EditorError("no-text", l10n.t("This text was never saved. Save it, change it, and compare again."));
  }
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw new EditorError("no-text", l10n.t("The saved file cannot be read: it was moved or deleted."), {
      cause: error,
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new EditorError("no-text", l10n.t("The saved file is not UTF-8 text, which is all that can be compared."), {
      cause: error,
    });
  }
}
