import type { Token, TokenKind } from "../encoding";
import { type SplitOptions, splitWord, type WordPiece } from "../pieces/splitWord";
import { ALONE, DROPPED_CLASS, SPACE, UNREAD } from "../words/characterClasses";
import { ShortWords } from "../words/shortWords";
import { WordCache } from "../words/wordCache";
import type { FoundSpecial } from "./createSpecialsFinder";

const CACHED_WORDS = 65_536;
/** UTF-16 units. Longer words seldom recur, and would let a text decide how much memory the cache takes. */
const LONGEST_CACHED_WORD = 32;

/** Encodes texts as tokens, and remembers how their words were split. */
export class SegmentEncoder {
  readonly #options: SplitOptions;
  readonly #cache = new WordCache<readonly WordPiece[]>(CACHED_WORDS);
  readonly #shortWords = new ShortWords();
  readonly #split: (word: string) => readonly WordPiece[];
  #tokens: Token[] = [];
  #segment: 0 | 1 = 0;
  #words = 0;

  constructor(options: SplitOptions) {
    this.#options = options;
    this.#split = (word) => splitWord(word, options);
  }

  /**
   * Encodes one segment.
   *
   * @param specials - The ranges of `text` that are special tokens.
   * @param tokens - The tokens are appended to these.
   */
  encode(
    text: string,
    specials: readonly FoundSpecial[],
    { tokens, segment }: { readonly tokens: Token[]; readonly segment: 0 | 1; readonly joins?: boolean | undefined },
  ): void {
    this.#tokens = tokens;
    this.#segment = segment;
    this.#words = 0;
    let from = 0;
    for (const special of specials) {
      this.#readWords(text, from, special.start);
      this.#push(special, special.kind, special.start, special.end);
      this.#words += 1;
      from = special.end;
    }
    this.#readWords(text, from, text.length);
    this.#tokens = []; // the caller's
  }

  /** Cuts a range of the text into words: at spaces, and around punctuation and ideographs. */
  #readWords(text: string, from: number, to: number): void {
    const { characters } = this.#options;
    const { classes } = characters;
    let wordStart = -1;
    let next: number;
    for (let index = from; index < to; index = next) {
      let codePoint = text.charCodeAt(index);
      next = index + 1;
      if ((codePoint & 0xfc00) === 0xd800) {
        codePoint = text.codePointAt(index) ?? codePoint;
        if (codePoint > 0xffff) next += 1;
      }
      let kind = classes[codePoint] ?? DROPPED_CLASS;
      if (kind === UNREAD) kind = characters.classify(codePoint);
      if (kind < SPACE) {
        if (wordStart === -1) wordStart = index;
        continue;
      }
      if (wordStart !== -1) this.#readWord(text, wordStart, index);
      wordStart = -1;
      if (kind === ALONE) this.#readWord(text, index, next);
    }
    if (wordStart !== -1) this.#readWord(text, wordStart, to);
  }

  #readWord(text: string, start: number, end: number): void {
    const id = this.#shortWords.find(text, start, end);
    if (id >= 0) {
      this.#push({ text: this.#options.vocabulary.readPiece(id), id }, this.#kindOf(id, true), start, end);
      this.#words += 1;
      return;
    }
    const pieces =
      end - start > LONGEST_CACHED_WORD
        ? this.#split(text.slice(start, end))
        : this.#cache.read(text, start, end, this.#split);
    const [first] = pieces;
    for (const piece of pieces) {
      this.#push(piece, this.#kindOf(piece.id, piece === first), start + piece.start, start + piece.end);
    }
    if (pieces.length > 0) this.#words += 1;
    const length = end - start;
    if (pieces.length === 1 && first?.start === 0 && first.end === length) this.#shortWords.add(length, first.id);
  }

  #kindOf(id: number, isFirst: boolean): TokenKind {
    if (id === this.#options.vocabulary.specials.unk.id) return "unk";
    return isFirst ? "word" : "continuation";
  }

  #push({ text, id }: Pick<Token, "text" | "id">, kind: TokenKind, start: number, end: number): void {
    this.#tokens.push({
      text,
      id,
      kind,
      span: { start, end },
      segment: this.#segment,
      position: this.#tokens.length,
      word: this.#words,
    });
  }
}
