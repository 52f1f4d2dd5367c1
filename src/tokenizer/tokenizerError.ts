export type TokenizerErrorCode =
  /** A special name that is no piece of the vocabulary, or is empty. */
  | "missing-special"
  /** One piece at two ids. */
  | "duplicate-piece"
  /** A vocabulary of no pieces. */
  | "empty-vocabulary"
  /** A number in the spec or in the options that makes no sense. */
  | "bad-option"
  /** An id that the vocabulary does not have. */
  | "bad-id";

export class TokenizerError extends Error {
  override readonly name = "TokenizerError";
  readonly code: TokenizerErrorCode;
  constructor(code: TokenizerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
