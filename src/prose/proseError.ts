/** `thread`: the thread that finds sentences failed. */
export type ProseErrorCode = "thread";

/** What can go wrong between the extension host and the thread that finds sentences. */
export class ProseError extends Error {
  override readonly name = "ProseError";
  readonly code: ProseErrorCode;
  constructor(code: ProseErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
