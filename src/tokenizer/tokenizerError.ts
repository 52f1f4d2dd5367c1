export type TokenizerErrorCode =
  /** A special name is empty or not a piece of the vocabulary. */
  | "missing-special"
  /** One piece has two ids. */
  | "duplicate-piece"
  /** The vocabulary has no pieces. */
  | "empty-vocabulary"
  /** A number in the spec or the options is out of range. */
  | "bad-option"
  /** A byte has no piece in a byte-level vocabulary. */
  | "missing-byte"
  /** A pair that is to be joined, or what it becomes, is no piece. */
  | "bad-merge"
  /** A table of what characters become is not as its header says. */
  | "bad-charsmap"
  /** The vocabulary does not have this id. */
  | "bad-id";

export class TokenizerError extends Error {
  override readonly name = "TokenizerError";
  readonly code: TokenizerErrorCode;
  constructor(code: TokenizerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
