import type { CharacterClasses } from "../words/characterClasses";
import type { Vocabulary } from "../encoding";
import { normalizeWord, type NormalizedWord } from "../words/normalizeWord";
import type { PieceIndex } from "./pieceIndex";

/** One piece of a word: where it came from in the word as written, in UTF-16 units. */
export interface WordPiece {
  readonly text: string;
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

export interface SplitOptions {
  readonly characters: CharacterClasses;
  readonly index: PieceIndex;
  /** What pieces that go on with a word start with: "##". */
  readonly continuingPrefix: string;
  readonly vocabulary: Vocabulary;
  readonly maxWordLength: number;
}

/**
 * Cuts a word into pieces, from the left, always the longest that the vocabulary has. A word that cannot be cut to its
 * end is one [UNK]; one of which nothing is left once cleaned has no pieces.
 *
 * Source: Schuster and Nakajima 2012; huggingface/tokenizers v0.23, `WordPiece::tokenize`.
 */
export function splitWord(word: string, options: SplitOptions): readonly WordPiece[] {
  const { index, vocabulary } = options;
  const normalized = normalizeWord(word, options.characters);
  if (normalized.codePoints > options.maxWordLength) return splitUnknown(normalized, vocabulary);
  const pieces: WordPiece[] = [];
  let prefix = "";
  for (let at = 0; at < normalized.text.length; at = index.end) {
    if (!index.matchLongest(prefix, normalized.text, at)) return splitUnknown(normalized, vocabulary);
    pieces.push(createPiece(normalized, { id: index.id, text: vocabulary.readPiece(index.id) }, at, index.end));
    prefix = options.continuingPrefix;
  }
  return pieces;
}

function splitUnknown(word: NormalizedWord, { specials }: Vocabulary): readonly WordPiece[] {
  return [createPiece(word, specials.unk, 0, word.text.length)];
}

/** The piece that is `word.text` from `from` to `to`: it came from the start of its first character to the end of its last. */
function createPiece(
  { starts, ends }: NormalizedWord,
  { text, id }: Pick<WordPiece, "text" | "id">,
  from: number,
  to: number,
): WordPiece {
  return { text, id, start: starts[from] ?? 0, end: ends[to - 1] ?? 0 };
}
