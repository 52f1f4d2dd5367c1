import { findTextSpan, type Sentence } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import { EditorError } from "../editorError";
import { computeReach } from "../computeReach";
import { joinSentences } from "../joinSentences";
import type { SentenceList } from "../../prose/packedSentences";

/** Text as a model reads it, and where it stands in the document. */
export interface PairSide {
  readonly text: string;
  readonly span: Span;
}

export interface SentencePair {
  readonly first: PairSide;
  readonly second: PairSide;
}

/**
 * What to compare: two selections; or one and the sentence after it; or, for a mere cursor, its sentence and the next.
 *
 * @param selections - Document ranges, ascending; at least one, an empty one for a cursor.
 * @throws {EditorError} `no-text` when there is no such pair.
 */
export function selectPair(sentences: SentenceList, selections: readonly Span[]): SentencePair {
  const [one, two] = selections;
  if (one === undefined || selections.length > 2) {
    throw new EditorError("no-text", `Select two pieces of text, or one, not ${selections.length}.`);
  }
  const first = one.start === one.end ? readCursor(sentences, one.start) : readSelection(sentences, one);
  if (first === undefined) {
    throw new EditorError("no-text", "Put the cursor in a sentence, or select one. There is no prose here.");
  }
  const second = two ? readSelection(sentences, two) : readNext(sentences, first.span.end);
  if (second !== undefined) return { first, second };
  throw new EditorError(
    "no-text",
    two ? "The second selection holds no prose." : "There is no sentence after this one to check.",
  );
}

/**
 * Sentences before the first that are read along, at most: more of them told no better what follows, and the margin
 * cannot compare with a sentence that was read.
 */
const MOST_BEFORE = 2;

/** The sentences before the pair's first that a model reads along, in their order. */
export function selectTextsBefore(sentences: SentenceList, { first }: SentencePair): readonly string[] {
  const { start } = first.span;
  const at = sentences.findIndex(start) ?? sentences.selectFirst(start);
  const from = Math.max(0, at - MOST_BEFORE);
  return keepNearest(Array.from({ length: at - from }, (_, i) => sentences.at(from + i).text));
}

/** Of the texts before a sentence, those that are read along. */
export function keepNearest(texts: readonly string[]): readonly string[] {
  const nearest = texts.slice(-MOST_BEFORE);
  const lengthAt = (index: number) => nearest[index]?.length ?? 0;
  return nearest.slice(computeReach({ count: nearest.length, lengthAt }, nearest.length, -1));
}

function readCursor(sentences: SentenceList, offset: number): Sentence | undefined {
  const index = sentences.findIndex(offset);
  return index === undefined ? undefined : sentences.at(index);
}

function readNext(sentences: SentenceList, offset: number): Sentence | undefined {
  const index = sentences.selectFirst(offset);
  return index < sentences.count ? sentences.at(index) : undefined;
}

/** What is selected of every sentence that the selection touches, without its markup. */
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
