import { readFileSync } from "node:fs";
import type { WordPieceSpec } from "../../src/tokenizer/tokenizerSpec";

export const SPECIALS = { unk: "[UNK]", cls: "[CLS]", sep: "[SEP]", pad: "[PAD]", mask: "[MASK]" };

/** A spec with BERT's settings; cased unless `lowercase`. */
export function createSpec(pieces: readonly string[], options: Partial<WordPieceSpec> = {}): WordPieceSpec {
  const lowercase = options.lowercase ?? false;
  const settings = { lowercase, stripAccents: lowercase, splitCjk: true, specials: SPECIALS };
  return { pieces, ...settings, maxWordLength: 100, continuingPrefix: "##", ...options };
}

/** The pieces of the bundled model. */
export function readBundledPieces(): readonly string[] {
  return readPieces(new URL("../../models/cloze-small/vocab.txt", import.meta.url));
}

export function readPieces(file: URL): readonly string[] {
  return readFileSync(file, "utf8").replace(/\n$/, "").split("\n");
}

/** Every character of the first two planes as a piece, so that ids show what each character becomes. */
export function listCharacterPieces(): readonly string[] {
  const pieces = Object.values(SPECIALS);
  for (let codePoint = 0; codePoint < 0x20000; codePoint++) {
    if (codePoint >= 0xd800 && codePoint < 0xe000) continue;
    const character = String.fromCodePoint(codePoint);
    pieces.push(character, `##${character}`);
  }
  return pieces;
}
