/**
 * `bad-attention`: weights that are no T×T table of 0..1. `bad-heads`: pictures that are not those of L layers of N
 * heads. `bad-shares`: parts of the attention outside 0..1. `bad-vectors`: points or neighbours that are not those of T
 * tokens. `bad-number`: a probability or count outside its range.
 */
export type PageErrorCode = "bad-attention" | "bad-heads" | "bad-shares" | "bad-vectors" | "bad-number";

export class PageError extends Error {
  override readonly name = "PageError";
  readonly code: PageErrorCode;
  constructor(code: PageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
