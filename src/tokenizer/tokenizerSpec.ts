export const SPECIAL_ROLES = ["unk", "cls", "sep", "pad", "mask"] as const;
export type SpecialRole = (typeof SPECIAL_ROLES)[number];
export type OptionalRole = "pad" | "mask";
export type RequiredRole = Exclude<SpecialRole, OptionalRole>;

/** How a piece that was added to the vocabulary is found in a text. Source: huggingface/tokenizers v0.23, `AddedToken`. */
export interface AddedToken {
  readonly id: number;
  /** It is no part of the text's language, as "[E1]" is. */
  readonly special: boolean;
  /** It is looked for in the cleaned, lower-cased text, after those that are looked for in the text as written. */
  readonly normalized: boolean;
  /** It counts only where no letter, digit, mark or underscore stands beside it. */
  readonly singleWord: boolean;
  /** Its span takes in the spaces before it, or behind it. */
  readonly lstrip: boolean;
  readonly rstrip: boolean;
}

/** What every tokenizer that a checkpoint describes has, as plain data. */
interface CommonSpec {
  /** The piece of id i at index i. */
  readonly pieces: readonly string[];
  /** Names of the special pieces. A vocabulary can do without those for padding and masks. */
  readonly specials: Readonly<Record<RequiredRole, string>> & Readonly<Partial<Record<OptionalRole, string>>>;
  /** Pieces that are looked for in the text before it is cut into words. Default: the special names alone. */
  readonly added?: readonly AddedToken[];
  /** How many [SEP]s stand between the two texts of a pair. Default: 1, as in BERT; RoBERTa has 2. */
  readonly pairSeparators?: 1 | 2;
}

/** BERT's tokenizer. */
export interface WordPieceSpec extends CommonSpec {
  readonly kind?: "wordpiece";
  readonly lowercase: boolean;
  readonly stripAccents: boolean;
  /** Each CJK ideograph is a word. */
  readonly splitCjk: boolean;
  /** Most code points of a word, cleaned and normalized, that is cut into pieces; a longer word is one [UNK]. BERT: 100. */
  readonly maxWordLength: number;
  /** Starts every piece that is not the first of its word: "##". */
  readonly continuingPrefix: string;
}

/** Byte-level BPE, the tokenizer of GPT-2 and RoBERTa: pieces are runs of bytes, a space belongs to the word behind it. */
export interface BytePairSpec extends CommonSpec {
  readonly kind: "bytes";
  /** Two pieces that are joined, with a space between them, in the order in which that was learnt. */
  readonly merges: readonly string[];
  /** A text that does not begin with a space is read as if it did. */
  readonly addPrefixSpace: boolean;
  /** Spans leave out the spaces that belong to a piece. */
  readonly trimOffsets: boolean;
  /** They do so but for the spaces at the very beginning of a text. */
  readonly keepsFirstSpace: boolean;
}

/**
 * A step that a text is normalized by: a map of SentencePiece, in base 64, or one of plain letters, or of runs of spaces;
 * characters taken apart (NFKD), marks left out, or capitals made small.
 */
export type NormalizerStep =
  | { readonly kind: "charsmap"; readonly map: string }
  | { readonly kind: "replace"; readonly from: string; readonly to: string }
  | { readonly kind: "spaces" }
  | { readonly kind: "nfkd" }
  | { readonly kind: "strip-accents" }
  | { readonly kind: "lowercase" };

/** SentencePiece's Unigram, the tokenizer of XLM-R: the most probable pieces, "▁" for the space before a word. */
export interface UnigramSpec extends CommonSpec {
  readonly kind: "unigram";
  /** The logarithm of each piece's probability; of those behind, which were added, there is none. */
  readonly scores: readonly number[];
  readonly normalizers: readonly NormalizerStep[];
  /** Words are cut at all white space, which is dropped, before those at spaces. */
  readonly splitsAtSpaces: boolean;
  /** Where a "▁" is put that is no space of the text: before each stretch between special tokens, or the first, or none. */
  readonly prepend: "always" | "first" | "never";
}

/** The tokenizer that a checkpoint describes, as plain data. */
export type TokenizerSpec = WordPieceSpec | BytePairSpec | UnigramSpec;
