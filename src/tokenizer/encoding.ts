import type { Span } from "../text/spans/span";
import type { OptionalRole, RequiredRole, SpecialRole } from "./tokenizerSpec";

/** One token of a model's input. */
export interface Token {
  /** The piece as the vocabulary spells it: "un", "##aff", "[CLS]". */
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

/**
 * How the names of special tokens ("[SEP]") are read where they occur in a text. Tokens that a checkpoint added to BERT's
 * are always found, but for special ones with "none".
 */
export type Specials =
  /** Of BERT's special tokens only [MASK] is one; the other names are ordinary text. */
  | "mask"
  /** Every special name is its token, as in the reference implementation. */
  | "reference"
  /** No name is a special token: all is ordinary text. */
  | "none";

export interface EncodeOptions {
  readonly specials?: Specials;
  /** Stretches that are read as masks, whatever stands there; in order, not overlapping. Of one text alone. */
  readonly masks?: readonly MaskedPlace[];
  /** The text goes on with what stands before it: no space is put before its first word. */
  readonly joins?: boolean;
}

/** A stretch of a text that the model reads as masks. */
export interface MaskedPlace {
  readonly span: Span;
  /** How many masks. */
  readonly width: number;
}

export interface WindowOptions extends EncodeOptions {
  /** Most tokens of one window, special tokens included; at least 8. */
  readonly maxTokens: number;
  /** Most tokens that neighbouring windows share, in whole words; at most half of a window. Default: 0. */
  readonly overlap?: number;
}

export interface Tokenizer {
  readonly vocabulary: Vocabulary;
  readonly cased: boolean;
  /** Special tokens that are added to one text, and to a pair. */
  readonly addedTokens: { readonly text: number; readonly pair: number };
  /** Encodes the whole text, however long: the caller compares `tokens.length` with the model's limit, or asks for windows. */
  encode(text: string, options?: EncodeOptions): Encoding;
  encodePair(a: string, b: string, options?: EncodeOptions): Encoding;
  /** Cuts the text into sequences of at most `maxTokens` that together hold every token. A word is cut only if it fits no window. */
  encodeWindows(text: string, options: WindowOptions): readonly Encoding[];
}

export interface Vocabulary {
  readonly size: number;
  findId(piece: string): number | undefined;
  /** @throws {TokenizerError} `bad-id` outside 0..size-1. */
  readPiece(id: number): string;
  /** What a piece that goes on with a word starts with: "##"; empty where those that begin one are marked instead. */
  readonly continuingPrefix: string;
  /** Whether a piece begins a word: "the", "Ġthe"; "##s", and "s" where words begin with "Ġ", go on with one. */
  beginsWord(id: number): boolean;
  /** What pieces that follow each other spell, without the marks of the vocabulary and the space before a word. */
  spell(ids: readonly number[]): string;
  /** Whether a word that is written after this text is one of the pieces that begin words. */
  opensWord(before: string): boolean;
  /** Those for padding and masks are absent if the vocabulary has none. */
  readonly specials: Readonly<Record<RequiredRole, SpecialPiece>> &
    Readonly<Partial<Record<OptionalRole, SpecialPiece>>>;
}

/** A piece that has a role instead of a meaning, under the name that the checkpoint gives it. */
export interface SpecialPiece {
  readonly text: string;
  readonly id: number;
  readonly kind: SpecialRole;
}
