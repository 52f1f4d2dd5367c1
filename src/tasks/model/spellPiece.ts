import type { Vocabulary } from "../../tokenizer/encoding";

/** A piece as people write it, where pieces spell bytes and spaces in a way that nobody reads: "Ġcafé" is "café". */
export function spellPiece(
  vocabulary: Pick<Vocabulary, "continuingPrefix" | "readPiece" | "spell">,
  id: number,
): string {
  return vocabulary.continuingPrefix === "" ? vocabulary.spell([id]).trim() : vocabulary.readPiece(id);
}
