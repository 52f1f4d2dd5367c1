import type { Vocabulary } from "../../tokenizer/encoding";

/** @param continues - Whether the first piece, too, goes on with a word. */
export function spellPieces(vocabulary: Vocabulary, ids: readonly number[], continues: boolean): string {
  const { continuingPrefix: prefix } = vocabulary;
  const strip = (piece: string) => (piece !== prefix && piece.startsWith(prefix) ? piece.slice(prefix.length) : piece);
  return ids
    .map((id) => vocabulary.readPiece(id))
    .map((piece, i) => (i === 0 && !continues ? piece : strip(piece)))
    .join("");
}
