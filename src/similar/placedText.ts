import { showSentence } from "../text/sentences/showSentence";
import type { ProseKind, Sentence } from "../text/spans/sentence";
import type { Span } from "../text/spans/span";

/** A sentence of a file, as it is compared. */
export interface PlacedText {
  /** Names the file. */
  readonly file: string;
  /** In the file. */
  readonly span: Span;
  /** What a reader sees, code and links included. */
  readonly text: string;
  readonly kind?: ProseKind;
}

/** A sentence with what stands in its place: two that name different options are not the same. */
export function placeText(sentence: Sentence, file: string, document: string): PlacedText {
  const { span, kind } = sentence;
  return { file, span, text: showSentence(sentence, document), ...(kind && { kind }) };
}
