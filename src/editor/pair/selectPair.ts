import * as l10n from "@vscode/l10n";
import { computeReach } from "../../blanks/computeReach";
import type { SentenceList } from "../../prose/packedSentences";
import type { Sentence } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import { EditorError } from "../editorError";
import { type PairSide, readFirstSide, readPairSide } from "./readPairSide";

export interface SentencePair {
  readonly first: PairSide;
  readonly second: PairSide;
}

/**
 * The texts to compare: two selections; one selection and the sentence after it; or the sentence at a cursor and the
 * next one. A heading neither follows a sentence nor is followed by one; two selections may compare it all the same.
 *
 * @param selections - Ranges of the document, ascending; at least one. An empty range is a cursor.
 * @throws {EditorError} `no-text` when there is no such pair.
 */
export function selectPair(sentences: SentenceList, selections: readonly Span[]): SentencePair {
  const first = readFirstSide(sentences, selections);
  const [, two] = selections;
  if (two === undefined && isHeading(sentences, first)) {
    throw new EditorError(
      "no-text",
      l10n.t("This is a heading. Put the cursor in a sentence that has another one after it."),
    );
  }
  const second = two ? readPairSide(sentences, two) : readNext(sentences, first.span.end);
  if (second !== undefined && (two !== undefined || !isHeading(sentences, second))) return { first, second };
  if (second !== undefined) {
    throw new EditorError(
      "no-text",
      l10n.t("A heading stands after this sentence. Select two passages to compare those."),
    );
  }
  throw new EditorError(
    "no-text",
    two ? l10n.t("The second selection holds no prose.") : l10n.t("There is no sentence after this one to check."),
  );
}

/**
 * Most sentences of context before the first text. More did not improve the answer, and the margin cannot compare the
 * second text with a sentence that the model has read.
 */
const MOST_BEFORE = 2;

/** The sentences before the first text, up to a heading, that the model reads as context, in document order. */
export function selectTextsBefore(sentences: SentenceList, { first }: SentencePair): readonly string[] {
  const { start } = first.span;
  const at = sentences.findIndex(start) ?? sentences.selectFirst(start);
  let from = at;
  while (from > 0 && at - from < MOST_BEFORE && sentences.kindAt(from - 1) !== "heading") from--;
  return keepNearest(Array.from({ length: at - from }, (_, i) => sentences.at(from + i).text));
}

/** Keeps the texts just before a sentence that serve as its context. */
export function keepNearest(texts: readonly string[]): readonly string[] {
  const nearest = texts.slice(-MOST_BEFORE);
  const lengthAt = (index: number) => nearest[index]?.length ?? 0;
  return nearest.slice(computeReach({ count: nearest.length, lengthAt }, nearest.length, -1));
}

function isHeading(sentences: SentenceList, { span }: PairSide): boolean {
  const index = sentences.findIndex(span.start);
  return index !== undefined && sentences.kindAt(index) === "heading";
}

function readNext(sentences: SentenceList, offset: number): Sentence | undefined {
  const index = sentences.selectFirst(offset);
  return index < sentences.count ? sentences.at(index) : undefined;
}
