/**
 * - `bad-attention`: the weights are not a T×T table of numbers 0..1.
 * - `bad-flow`: the shares or ways are not those of L + 1 layers of T tokens.
 * - `bad-heads`: the pictures are not those of L layers of N heads.
 * - `bad-layers`: the answers are not those of L + 1 layers, or not about this text.
 * - `bad-mask`: what changed with words masked is not about this text, or out of range.
 * - `bad-embedded`: the lengths are not those of T tokens, or a window is larger than the limit.
 * - `bad-occluded`: hidden words do not stand in this text, or a number is out of range.
 * - `bad-compared`: a comparison is about words that there are not, or out of range.
 * - `bad-pair`: shares between two texts are not those of L layers of N heads, or out of range.
 * - `bad-neurons`: queries or keys are not as many finite numbers as T tokens have.
 * - `bad-shares`: a share of a head's attention is outside 0..1.
 * - `bad-vectors`: the points or neighbours are not those of T tokens.
 * - `bad-senses`: the uses of a word cannot be placed, or their words are not in their sentences.
 * - `bad-number`: a probability or a rank is outside its range.
 */
export type PageErrorCode =
  | "bad-attention"
  | "bad-flow"
  | "bad-heads"
  | "bad-layers"
  | "bad-mask"
  | "bad-embedded"
  | "bad-occluded"
  | "bad-compared"
  | "bad-pair"
  | "bad-neurons"
  | "bad-shares"
  | "bad-vectors"
  | "bad-senses"
  | "bad-number";

export class PageError extends Error {
  override readonly name = "PageError";
  readonly code: PageErrorCode;
  constructor(code: PageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
