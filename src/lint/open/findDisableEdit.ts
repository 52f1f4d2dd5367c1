import type { OpenDocument } from "../../prose/openDocument";
import type { SentenceList } from "../../prose/packedSentences";
import type { ProseReader } from "../../prose/proseReader";
import { selectFormat } from "../../text/formats/format";
import { type DisableEdit, listDisableEdits } from "../listDisableEdits";
import type { DocumentFinding } from "./documentFinding";

/**
 * A comment that turns the rule of the finding off for its sentence, in the comment syntax of the document.
 *
 * @returns `undefined` where no comment would do that without changing what else is read.
 */
export async function findDisableEdit(
  prose: Pick<ProseReader, "read" | "find">,
  document: OpenDocument,
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
