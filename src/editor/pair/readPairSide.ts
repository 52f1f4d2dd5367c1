import * as l10n from "@vscode/l10n";
import type { SentenceList } from "../../prose/packedSentences";
import { joinSentences } from "../../text/sentences/joinSentences";
import { findTextSpan, type Sentence } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import { EditorError } from "../editorError";

/** One text of a pair as the model reads it, and its range in the document. */
export interface PairSide {
  readonly text: string;
  readonly span: Span;
}

/**
 * The first of the texts that are selected.
 *
 * @throws {EditorError} `no-text` where it is no prose, or for more than two selections.
 */
export function readFirstSide(sentences: SentenceList, selections: readonly Span[]): PairSide {
  const [one] = selections;
  if (one === undefined || selections.length > 2) {
    throw new EditorError("no-text", l10n.t("Select one passage or two, not {0}.", selections.length));
  }
  const first = readPairSide(sentences, one);
  if (first !== undefined) return first;
  throw new EditorError("no-text", l10n.t("Put the cursor in a sentence, or select one. There is no prose here."));
}

/** The sentence at a cursor, which is an empty range, or what is selected; `undefined` where there is no prose. */
export function readPairSide(sentences: SentenceList, range: Span): PairSide | undefined {
  return range.start === range.end ? readCursor(sentences, range.start) : readSelection(sentences, range);
}

function readCursor(sentences: SentenceList, offset: number): Sentence | undefined {
  const index = sentences.findIndex(offset);
  return index === undefined ? undefined : sentences.at(index);
}

/** The selected part of every sentence that the selection touches, without markup. */
function readSelection(sentences: SentenceList, selection: Span): PairSide | undefined {
  const from = sentences.findIndex(selection.start) ?? sentences.selectFirst(selection.start);
  const to = sentences.selectFirst(selection.end);
  const parts = Array.from({ length: Math.max(0, to - from) }, (_, i) => sentences.at(from + i)).flatMap((sentence) => {
    const span = findTextSpan(sentence, selection);
    return span && sentence.text.slice(span.start, span.end).trim() !== "" ? [{ sentence, span }] : [];
  });
  if (parts.length === 0) return undefined;
  const { span } = joinSentences(parts.map(({ sentence }) => sentence));
  return {
    text: parts.map(({ sentence, span }) => sentence.text.slice(span.start, span.end).trim()).join(" "),
    span: { start: Math.max(span.start, selection.start), end: Math.min(span.end, selection.end) },
  };
}
