import * as l10n from "@vscode/l10n";
import type { SentenceList } from "../../prose/packedSentences";
import type { Span } from "../../text/spans/span";
import { EditorError } from "../editorError";
import { type PairSide, readFirstSide, readPairSide } from "./readPairSide";

/** Two texts, or one that lacks its other. */
export interface Two {
  readonly first: PairSide;
  readonly second: PairSide | undefined;
}

/**
 * The texts to compare: two selections, or a selection of two sentences. Of any other selection, or at a cursor, there is
 * one text, and the other is to be picked.
 *
 * @param selections - Ranges of the document, ascending; at least one. An empty range is a cursor.
 * @throws {EditorError} `no-text` where there is no prose, or for more than two selections.
 */
export function selectTwo(sentences: SentenceList, selections: readonly Span[]): Two {
  const first = readFirstSide(sentences, selections);
  const [one, two] = selections;
  if (two !== undefined) {
    const second = readPairSide(sentences, two);
    if (second === undefined) throw new EditorError("no-text", l10n.t("The second selection holds no prose."));
    return { first, second };
  }
  return (one && splitTwo(sentences, one)) ?? { first, second: undefined };
}

function splitTwo(sentences: SentenceList, { start, end }: Span): Two | undefined {
  if (start === end) return undefined;
  const from = sentences.findIndex(start) ?? sentences.selectFirst(start);
  if (sentences.selectFirst(end) - from !== 2) return undefined;
  const at = sentences.spanAt(from + 1).start;
  const [first, second] = [readPairSide(sentences, { start, end: at }), readPairSide(sentences, { start: at, end })];
  return first && second && { first, second };
}
