import type { Span } from "../../text/spans/span";
import type { Vocabulary } from "../encoding";
import type { CharacterClasses } from "../words/characterClasses";
import { type NormalizedWord, normalizeWord } from "../words/normalizeWord";
import type { PieceIndex } from "./pieceIndex";

/** A piece of a word, and where it stands in the word as written. */
export interface WordPiece extends Span {
  readonly text: string;
  readonly id: number;
}

export interface SplitOptions {
  readonly characters: CharacterClasses;
  readonly index: PieceIndex;
  /** Starts every piece that is not the first of its word: "##". */
  readonly continuingPrefix: string;
  readonly vocabulary: Vocabulary;
  readonly maxWordLength: number;
}

/**
 * Cuts a word into pieces from the left, each the longest that the vocabulary has. A word that cannot be cut to its end
 * is one [UNK]; a word of which cleaning leaves nothing has no pieces. Places count from the start of the word.
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

/** The piece `word.text.slice(from, to)`, placed from the start of its first character as written to the end of its last. */
function createPiece(
  { starts, ends }: NormalizedWord,
  { text, id }: Pick<WordPiece, "text" | "id">,
  from: number,
  to: number,
): WordPiece {
  return { text, id, start: starts[from] ?? 0, end: ends[to - 1] ?? 0 };
}
