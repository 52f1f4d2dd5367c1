/** `bad-argument`: a command was called with what it does not know. `stale`: the document changed meanwhile. `no-text`: there is nothing to do it to. */
export type LspErrorCode = "bad-argument" | "stale" | "no-text";

/** A fault that the language server itself finds. `message` is a whole sentence for the person. */
export class LspError extends Error {
  override readonly name = "LspError";
  readonly code: LspErrorCode;
  constructor(code: LspErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
