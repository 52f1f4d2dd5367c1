import * as vscode from "vscode";
import { type DisableEdit, listDisableEdits } from "../../lint/listDisableEdits";
import type { SentenceList } from "../../prose/packedSentences";
import type { ProseReader } from "../../prose/proseReader";
import { selectFormat } from "../../text/formats/format";
import { EditorError } from "../editorError";
import type { DocumentFinding } from "./documentFinding";

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
  const edit = await findEdit(prose, document, finding);
  if (document.version !== version) throw new EditorError("stale", "The document has changed. Try again.");
  if (edit === undefined) {
    throw new EditorError(
      "no-text",
      "No comment fits here without cutting another sentence. “Leave this sentence unmarked” does it without one.",
    );
  }
  const change = new vscode.WorkspaceEdit();
  change.insert(document.uri, document.positionAt(edit.offset), edit.text);
  await vscode.workspace.applyEdit(change);
}

async function findEdit(
  prose: ProseReader,
  document: vscode.TextDocument,
  { rule, sentence }: Pick<DocumentFinding, "rule" | "sentence">,
): Promise<DisableEdit | undefined> {
  const text = document.getText();
  const format = selectFormat(document.languageId, document.uri.path);
  const before = await prose.read(document);
  const index = before.findIndex(sentence.span.start);
  if (index === undefined) return undefined;
  for (const edit of listDisableEdits(text, format, sentence.span, rule)) {
    const after = await prose.find(text.slice(0, edit.offset) + edit.text + text.slice(edit.offset), format);
    if (areSame(before, after) && after.isMuted(index, rule)) return edit;
  }
  return undefined;
}

function areSame(before: SentenceList, after: SentenceList): boolean {
  if (before.count !== after.count) return false;
  for (let index = 0; index < before.count; index += 1) {
    if (before.at(index).text !== after.at(index).text) return false;
  }
  return true;
}
