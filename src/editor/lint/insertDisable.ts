import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { DocumentFinding } from "../../lint/open/documentFinding";
import { findDisableEdit } from "../../lint/open/findDisableEdit";
import type { ProseReader } from "../../prose/proseReader";
import { EditorError } from "../editorError";

/**
 * Writes a comment that turns the rule of the finding off for its sentence, in the comment syntax of the document.
 *
 * @throws {EditorError} `no-text` where no comment would do that without changing what else is read; `stale` if the
 *   document changes meanwhile.
 */
export async function insertDisable(
  prose: ProseReader,
  document: vscode.TextDocument,
  finding: Pick<DocumentFinding, "rule" | "sentence">,
): Promise<void> {
  const { version } = document;
  const edit = await findDisableEdit(prose, document, finding);
  if (document.version !== version) throw new EditorError("stale", l10n.t("The document has changed. Try again."));
  if (edit === undefined) {
    throw new EditorError(
      "no-text",
      l10n.t(
        "No comment fits here without cutting another sentence. “Leave this sentence unmarked” does it without one.",
      ),
    );
  }
  const change = new vscode.WorkspaceEdit();
  change.insert(document.uri, document.positionAt(edit.offset), edit.text);
  await vscode.workspace.applyEdit(change);
}
