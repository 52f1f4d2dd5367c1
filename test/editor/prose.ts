import { packSentences, SentenceList } from "../../src/prose/packedSentences";
import type { Sentence } from "../../src/text/spans/sentence";

/** The sentences of a plain text in which each ends with a mark and at most one space is between two. */
export function readPlain(text: string): Sentence[] {
  return [...text.matchAll(/\S[^.!?\n]*[.!?]?/g)].map((match) => ({
    text: match[0],
    runs: [{ textStart: 0, start: match.index, length: match[0].length }],
    span: { start: match.index, end: match.index + match[0].length },
  }));
}

export function listSentences(sentences: readonly Sentence[], version = 1): SentenceList {
  return new SentenceList(packSentences(sentences), version);
}
