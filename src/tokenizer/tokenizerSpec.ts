export const SPECIAL_ROLES = ["unk", "cls", "sep", "pad", "mask"] as const;
export type SpecialRole = (typeof SPECIAL_ROLES)[number];

/** The tokenizer that a checkpoint describes, as plain data. */
export interface TokenizerSpec {
  /** The piece of id i at index i. */
  readonly pieces: readonly string[];
  readonly lowercase: boolean;
  readonly stripAccents: boolean;
  /** Each CJK ideograph is a word. */
  readonly splitCjk: boolean;
  readonly specials: Readonly<Record<SpecialRole, string>>;
  /** Most code points of a word, cleaned and normalized, that is cut into pieces; a longer word is one [UNK]. BERT: 100. */
  readonly maxWordLength: number;
  /** Starts every piece that is not the first of its word: "##". */
  readonly continuingPrefix: string;
}
