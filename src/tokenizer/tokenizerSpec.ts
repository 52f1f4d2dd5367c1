export const SPECIAL_ROLES = ["unk", "cls", "sep", "pad", "mask"] as const;
export type SpecialRole = (typeof SPECIAL_ROLES)[number];

/** What a checkpoint says of its tokenizer; plain data. */
export interface TokenizerSpec {
  /** The piece of id i at index i. */
  readonly pieces: readonly string[];
  readonly lowercase: boolean;
  readonly stripAccents: boolean;
  /** Whether each CJK ideograph is a word. */
  readonly splitCjk: boolean;
  readonly specials: Readonly<Record<SpecialRole, string>>;
  /** Code points of the longest word, cleaned and normalized, that is cut into pieces; a longer one is one [UNK]. 100 for BERT. */
  readonly maxWordLength: number;
  /** What a piece that goes on with a word starts with: "##". */
  readonly continuingPrefix: string;
}
