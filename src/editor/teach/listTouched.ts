import type * as vscode from "vscode";
import type { SentenceList } from "../../prose/packedSentences";
import { toSpan } from "../toSpan";

/** The texts of the sentences that a selection touches; of an empty one, that of the sentence at the cursor. */
export function listTouched(
  document: vscode.TextDocument,
  sentences: SentenceList,
  range: vscode.Range,
): readonly string[] {
  const { start, end } = toSpan(document, range);
  const first = sentences.findIndex(start) ?? sentences.selectFirst(start);
  const texts: string[] = [];
  for (let index = first; index < sentences.count; index += 1) {
    const span = sentences.spanAt(index);
    // Where a selection ends at the beginning of a sentence, it does not touch it.
    if (start === end ? span.start > start : span.start >= end) break;
    texts.push(sentences.at(index).text);
  }
  return texts;
}
