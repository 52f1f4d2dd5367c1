/**
 * `bad-setting`: a setting's value makes no sense. `no-text`: there is nothing where the command was called for it to
 * work on. `stale`: the document changed while the answer was on its way.
 */
export type EditorErrorCode = "bad-setting" | "no-text" | "stale";

/** What the editor room itself can find wrong; `message` is a whole sentence for the person. */
export class EditorError extends Error {
  override readonly name = "EditorError";
  readonly code: EditorErrorCode;
  constructor(code: EditorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
