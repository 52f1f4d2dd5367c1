import type { PieceIndex } from "../pieces/pieceIndex";
import type { WordPiece } from "../pieces/splitWord";
import type { EmitWord, Stretch, StretchReader } from "../pieces/stretchReader";
import type { UnigramSpec } from "../tokenizerSpec";
import { WordCache } from "../words/wordCache";
import { type AlignedText, alignText, changeText, sliceText } from "./alignedText";
import { createNormalizer } from "./createNormalizer";
import { findBestPieces, type Found } from "./findBestPieces";

const CACHED_WORDS = 16_384;
/** UTF-16 units; see `SegmentEncoder`. */
const LONGEST_CACHED_WORD = 32;

export const WORD_MARK = "\u2581"; // ▁

/**
 * SentencePiece's Unigram: normalizes a text, cuts it before spaces, which become "▁", and each part into the pieces that
 * are the most probable together. Spans are those of the reference, in which a character that was composed has the place
 * of the first that it was composed of.
 */
export class UnigramReader implements StretchReader {
  readonly #spec: UnigramSpec;
  readonly #normalize: (text: AlignedText) => AlignedText;
  readonly #cache = new WordCache<readonly Found[]>(CACHED_WORDS);
  readonly #find: (word: string) => readonly Found[];

  /** @throws {TokenizerError} `bad-charsmap`. */
  constructor(spec: UnigramSpec, index: PieceIndex, unk: number) {
    this.#spec = spec;
    this.#normalize = createNormalizer(spec.normalizers);
    const least = spec.scores.reduce((least, score) => Math.min(least, score), Infinity);
    this.#find = (word) => findBestPieces(word, { index, scores: spec.scores, unk, least });
  }

  read({ text, from, to, joins }: Stretch, emit: EmitWord): void {
    const normalized = this.#normalize(alignText(text, from, to));
    const parts = this.#spec.splitsAtSpaces ? splitAtSpaces(normalized) : [normalized];
    for (const [at, part] of parts.entries()) {
      if (part.characters.length === 0) continue;
      for (const word of splitBeforeMarks(this.#mark(part, joins && at === 0))) emit(this.#cut(word), 0);
    }
  }

  /** Writes spaces as "▁", and one before the first word where the tokenizer puts it there. */
  #mark(part: AlignedText, joins: boolean): AlignedText {
    const characters = part.characters.map((character) => (character === " " ? WORD_MARK : character));
    const marked = { ...part, characters };
    const { prepend } = this.#spec;
    const isWanted = prepend === "always" || (prepend === "first" && part.starts[0] === 0);
    if (joins || !isWanted || characters[0] === WORD_MARK) return marked;
    // The mark takes the place of the first character, and this is new behind it: both stand there.
    const [first = "", ...rest] = characters;
    return changeText(marked, [[WORD_MARK, 0], [first, 1], ...rest.map((character) => [character, 0] as const)]);
  }

  #cut({ characters, starts, ends }: AlignedText): readonly WordPiece[] {
    const word = characters.join("");
    const found =
      word.length > LONGEST_CACHED_WORD ? this.#find(word) : this.#cache.read(word, 0, word.length, this.#find);
    return found.map(({ id, from, to }) => ({
      id,
      text: this.#spec.pieces[id] ?? "",
      start: starts[from] ?? 0,
      end: ends[to - 1] ?? 0,
    }));
  }
}

function splitAtSpaces(text: AlignedText): readonly AlignedText[] {
  const parts: AlignedText[] = [];
  let from = 0;
  for (const [at, character] of [...text.characters, " "].entries()) {
    if (!/^\p{White_Space}$/u.test(character)) continue;
    if (at > from) parts.push(sliceText(text, from, at));
    from = at + 1;
  }
  return parts;
}

function splitBeforeMarks(text: AlignedText): readonly AlignedText[] {
  const starts = text.characters.flatMap((character, at) => (at > 0 && character === WORD_MARK ? [at] : []));
  return [0, ...starts].map((start, i) => sliceText(text, start, starts[i] ?? text.characters.length));
}
