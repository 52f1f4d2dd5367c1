import type { PieceForms } from "../pieces/createVocabulary";
import type { UnigramSpec } from "../tokenizerSpec";
import { WORD_MARK } from "./unigramReader";

/** SentencePiece marks what begins a word, by the space before it: "▁the". */
export function createUnigramForms({ prepend }: Pick<UnigramSpec, "prepend">): PieceForms {
  return {
    continuingPrefix: "",
    beginsWord: (piece) => piece.startsWith(WORD_MARK),
    spell: (pieces) => pieces.join("").replaceAll(WORD_MARK, " ").replace(/^ /, ""),
    opensWord: (before) => (before === "" ? prepend !== "never" : /\p{White_Space}$/u.test(before)),
  };
}
