import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import type { PieceIndex } from "../pieces/pieceIndex";
import type { WordPiece } from "../pieces/splitWord";
import type { EmitWord, Stretch, StretchReader } from "../pieces/stretchReader";
import { TokenizerError } from "../tokenizerError";
import type { BytePairSpec } from "../tokenizerSpec";
import { WordCache } from "../words/wordCache";
import { BYTE_CHARACTERS, SPACE_CHARACTER } from "./byteAlphabet";
import { BytePairs } from "./bytePairs";

const CACHED_WORDS = 16_384;
/** UTF-16 units; see `SegmentEncoder`. */
const LONGEST_CACHED_WORD = 32;

/** Source: huggingface/tokenizers v0.23, pre_tokenizers/byte_level.rs, whose \s is Unicode's White_Space. */
const WORD =
  // eslint-disable-next-line regexp/no-super-linear-move -- a run of spaces is one match, or all of it but one
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

/** What UTF-8 has in place of a lone surrogate. */
const REPLACEMENT = 0xfffd;

/** A word as bytes, and where the character of each byte stands in the text. */
interface ByteWord {
  readonly ids: number[];
  readonly starts: number[];
  readonly ends: number[];
}

/**
 * Byte-level BPE: cuts a text into words, each with the space before it, and joins their bytes to pieces. The span of a
 * piece that holds a part of a character is the whole character, as in the reference.
 */
export class ByteReader implements StretchReader {
  readonly #spec: BytePairSpec;
  readonly #pairs: BytePairs;
  /** The id of the piece for each byte. */
  readonly #bytes: readonly number[];
  readonly #cache = new WordCache<readonly WordPiece[]>(CACHED_WORDS);

  /** @throws {TokenizerError} `missing-byte` if a byte is no piece; `bad-merge`. */
  constructor(spec: BytePairSpec, index: PieceIndex) {
    this.#spec = spec;
    this.#bytes = BYTE_CHARACTERS.map((character, byte) => {
      const id = index.find(character);
      if (id !== undefined) return id;
      const message = l10n.t(
        "byte {0} is no piece of the vocabulary, expected {1} among its pieces",
        byte,
        quote(character),
      );
      throw new TokenizerError("missing-byte", message);
    });
    this.#pairs = new BytePairs(spec.merges, index, spec.pieces.length);
  }

  read({ text, from, to, joins }: Stretch, emit: EmitWord): void {
    const isSpaced = this.#spec.addPrefixSpace && !joins && from < to && text.charCodeAt(from) !== 0x20;
    const stretch = (isSpaced ? " " : "") + text.slice(from, to);
    const offset = isSpaced ? from - 1 : from;
    for (const { 0: word, index } of stretch.matchAll(WORD)) {
      const isAdded = isSpaced && index === 0;
      const isKept = this.#spec.keepsFirstSpace && index + offset <= 0;
      const pieces =
        isAdded || isKept || word.length > LONGEST_CACHED_WORD
          ? this.#split(word, { isAdded, isKept })
          : this.#cache.read(word, 0, word.length, this.#splitKnown);
      emit(pieces, isAdded ? from : index + offset);
    }
  }

  readonly #splitKnown = (word: string) => this.#split(word, { isAdded: false, isKept: false });

  /** @param place - Whether the first space is not in the text; whether spaces before the word belong to its span. */
  #split(word: string, { isAdded, isKept }: { isAdded: boolean; isKept: boolean }): readonly WordPiece[] {
    const { ids, starts, ends } = this.#toBytes(word, isAdded);
    return this.#pairs.merge(ids).map(({ id, from, to }) => {
      const text = this.#spec.pieces[id] ?? "";
      const span = { start: starts[from] ?? 0, end: ends[to - 1] ?? 0 };
      if (!this.#spec.trimOffsets) return { text, id, ...span };
      // A piece that is nothing but a space that is not in the text stands for nothing.
      if (isAdded && to === 1) return { text, id, start: 0, end: 0 };
      return { text, id, ...trim(text, span, (isKept && span.start === 0) || (isAdded && from === 0)) };
    });
  }

  #toBytes(word: string, isAdded: boolean): ByteWord {
    const bytes: ByteWord = { ids: [], starts: [], ends: [] };
    const shift = isAdded ? 1 : 0;
    let end: number;
    for (let start = 0; start < word.length; start = end) {
      const codePoint = word.codePointAt(start) ?? 0;
      end = start + (codePoint > 0xffff ? 2 : 1);
      // A space that is not in the text has the place of the first character.
      const isOwn = !(isAdded && start === 0);
      const place = isOwn
        ? { start: start - shift, end: end - shift }
        : { start: 0, end: (word.codePointAt(1) ?? 0) > 0xffff ? 2 : 1 };
      for (const byte of encodeUtf8(codePoint)) {
        bytes.ids.push(this.#bytes[byte] ?? 0);
        bytes.starts.push(place.start);
        bytes.ends.push(place.end);
      }
    }
    return bytes;
  }
}

/** Leaves spaces out of a span. Source: huggingface/tokenizers v0.23, pre_tokenizers/byte_level.rs, `process_offsets`. */
function trim(
  piece: string,
  { start, end }: { readonly start: number; readonly end: number },
  isKept: boolean,
): { readonly start: number; readonly end: number } {
  const [leading, trailing] = [countSpaces(piece), countSpaces(Array.from(piece).reverse().join(""))];
  const from = isKept && leading === 1 ? start : Math.min(start + leading, end);
  const to = trailing > 0 && end >= trailing ? Math.max(end - trailing, from) : end;
  return { start: from, end: to };
}

function countSpaces(piece: string): number {
  let count = 0;
  while (piece[count] === SPACE_CHARACTER) count += 1;
  return count;
}

function encodeUtf8(codePoint: number): readonly number[] {
  if (codePoint < 0x80) return [codePoint];
  if (codePoint < 0x800) return [0xc0 | (codePoint >> 6), 0x80 | (codePoint & 0x3f)];
  if (codePoint >= 0xd800 && codePoint < 0xe000) return encodeUtf8(REPLACEMENT);
  const low = [0x80 | ((codePoint >> 6) & 0x3f), 0x80 | (codePoint & 0x3f)];
  if (codePoint < 0x10000) return [0xe0 | (codePoint >> 12), ...low];
  return [0xf0 | (codePoint >> 18), 0x80 | ((codePoint >> 12) & 0x3f), ...low];
}
