/** `thread`: the thread that finds sentences has failed. `too-long`: it had no answer about a document for a minute. */
export type ProseErrorCode = "thread" | "too-long";

/** A fault between the extension host and the thread that finds sentences. */
export class ProseError extends Error {
  override readonly name = "ProseError";
  readonly code: ProseErrorCode;
  constructor(code: ProseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
