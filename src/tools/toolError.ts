/**
 * - `bad-request`: input of another shape, or parts of it that do not go together
 * - `too-much`: more than one call may ask about
 * - `too-many`: more calls than may wait
 * - `no-access`: a file outside of the folders that may be read
 */
export type ToolErrorCode = "bad-request" | "too-much" | "too-many" | "no-access";

/** What a tool cannot do, as a sentence for whoever called it. */
export class ToolError extends Error {
  override readonly name = "ToolError";
  readonly code: ToolErrorCode;
  constructor(code: ToolErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
