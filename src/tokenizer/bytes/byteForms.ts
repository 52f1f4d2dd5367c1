import type { PieceForms } from "../pieces/createVocabulary";
import { decodePieces, SPACE_CHARACTER } from "./byteAlphabet";

/** Byte-level BPE marks what begins a word, by the space before it: "Ġthe". */
export function createByteForms(addPrefixSpace: boolean): PieceForms {
  return {
    continuingPrefix: "",
    beginsWord: (piece) => piece.startsWith(SPACE_CHARACTER),
    spell: (pieces) => decodePieces(pieces).replace(/^ /, ""),
    opensWord: (before) => (before === "" ? addPrefixSpace : /\p{White_Space}$/u.test(before)),
  };
}
