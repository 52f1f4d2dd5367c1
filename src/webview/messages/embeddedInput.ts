/** What the first layer is given for each of T tokens. */
export interface EmbeddedInput {
  /** What is added up. A model that knows no segments has two. */
  readonly tables: readonly {
    readonly table: "words" | "segments" | "positions";
    /** Which row each token reads. */
    readonly rows: readonly number[];
    /** The length of that row, as a vector. */
    readonly lengths: readonly number[];
  }[];
  /** The length of each token's sum, and of what LayerNorm makes of it. */
  readonly sums: readonly number[];
  readonly outputs: readonly number[];
  /** Numbers in a row. */
  readonly size: number;
  /** Most tokens of one sequence. */
  readonly limit: number;
  /** Tokens of the whole text or pair. */
  readonly total: number;
  /** Of a text that does not fit, the sequences in which it is read as a whole; none of a pair. */
  readonly windows: readonly { readonly start: number; readonly end: number; readonly tokens: number }[];
}
