/**
 * - `bad-file`: no file that Cloze exported, or one that was changed so that it cannot be read
 * - `too-large`: more numbers than a file of this format should have
 */
export type ExportsErrorCode = "bad-file" | "too-large";

/** What cannot be exported or read again, as a sentence for the user. */
export class ExportsError extends Error {
  override readonly name = "ExportsError";
  readonly code: ExportsErrorCode;
  constructor(code: ExportsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
