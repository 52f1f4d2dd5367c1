import { extractProse, type Format } from "./extractProse";
import type { Sentence } from "./sentence";
import { splitSentences } from "./splitSentences";

export type { Format } from "./extractProse";

/** The sentences of a document, in its order. */
export function findSentences(text: string, format: Format): readonly Sentence[] {
  return extractProse(text, format).flatMap(splitSentences);
}
