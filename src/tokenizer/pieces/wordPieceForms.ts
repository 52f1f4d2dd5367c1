import type { PieceForms } from "./createVocabulary";

/** WordPiece marks what goes on with a word: "##s". */
export function createWordPieceForms(continuingPrefix: string): PieceForms {
  const continues = (piece: string) => piece !== continuingPrefix && piece.startsWith(continuingPrefix);
  return {
    continuingPrefix,
    beginsWord: (piece) => !piece.startsWith(continuingPrefix),
    spell: (pieces) =>
      pieces.map((piece) => (continues(piece) ? piece.slice(continuingPrefix.length) : piece)).join(""),
    opensWord: (before) => !/[\p{L}\p{N}]$/u.test(before.slice(-2)),
  };
}
