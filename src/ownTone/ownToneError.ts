/** `bad-file`: a file that is none of a tone of one's own. `bad-rows`: a file of rows that cannot be read. */
export type OwnToneErrorCode = "bad-file" | "bad-rows";

/** What is wrong in a file, as a sentence for the person. */
export class OwnToneError extends Error {
  override readonly name = "OwnToneError";
  readonly code: OwnToneErrorCode;
  constructor(code: OwnToneErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
