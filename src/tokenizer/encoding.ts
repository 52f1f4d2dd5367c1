import type { Span } from "../text/spans/span";
import type { SpecialRole } from "./tokenizerSpec";

/** One token of a model's input. */
export interface Token {
  /** As in the vocabulary: "un", "##aff", "[CLS]". */
  readonly text: string;
  readonly id: number;
  /** Begins a word, goes on with one, or is a special token, whatever the checkpoint calls it. */
  readonly kind: TokenKind;
  /** UTF-16 range in the text of its segment (A's tokens in A, B's in B); `start` = `end` for a [CLS] or [SEP] that was added. */
  readonly span: Span;
  /** 0 for [CLS] A [SEP], 1 for B [SEP]. */
  readonly segment: 0 | 1;
  /** Index in the sequence, 0..T-1; the position embedding's row. */
  readonly position: number;
  /** Index of the word (as split by the basic tokenizer) within its segment; `undefined` for added special tokens. */
  readonly word: number | undefined;
}

export type TokenKind = "word" | "continuation" | SpecialRole;

/** A sequence ready for the model: `[CLS] A [SEP]` or `[CLS] A [SEP] B [SEP]`. */
export interface Encoding {
  readonly tokens: readonly Token[];
}

/** How special names typed in a text ("[SEP]") are read. */
export type Specials =
  /** Only [MASK] is a special token; the rest is ordinary text. */
  | "mask"
  /** As the reference implementation: every special name is its token. */
  | "reference"
  /** None: all is ordinary text. */
  | "none";

export interface EncodeOptions {
  readonly specials?: Specials;
}

export interface WindowOptions extends EncodeOptions {
  /** Most tokens of one window, special ones included; at least 8. */
  readonly maxTokens: number;
  /** Tokens that neighbouring windows share at most (whole words only), up to half of a window; 0 unless given. */
  readonly overlap?: number;
}

export interface Tokenizer {
  readonly vocabulary: Vocabulary;
  readonly cased: boolean;
  /** The whole text, however long: the caller compares `tokens.length` with the model's limit, or asks for windows. */
  encode(text: string, options?: EncodeOptions): Encoding;
  encodePair(a: string, b: string, options?: EncodeOptions): Encoding;
  /** The text cut into sequences of at most `maxTokens`, never inside a word unless the word alone is longer. Together they hold every token. */
  encodeWindows(text: string, options: WindowOptions): readonly Encoding[];
}

export interface Vocabulary {
  readonly size: number;
  findId(piece: string): number | undefined;
  /** @throws {TokenizerError} `bad-id` outside 0..size-1. */
  readPiece(id: number): string;
  /** What a piece that goes on with a word starts with: "##". */
  readonly continuingPrefix: string;
  readonly specials: Readonly<Record<SpecialRole, SpecialPiece>>;
}

/** A piece that has a role instead of a meaning, under the name that the checkpoint gives it. */
export interface SpecialPiece {
  readonly text: string;
  readonly id: number;
  readonly kind: SpecialRole;
}
