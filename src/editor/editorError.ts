/**
 * `bad-setting`: a setting has an invalid value. `no-text`: the command found nothing to work on where it was called.
 * `stale`: the document changed before the answer came. `no-model`: what was chosen is no model, or none that can serve.
 * `no-git`: no repository says which files have changed.
 */
export type EditorErrorCode = "bad-setting" | "no-text" | "stale" | "no-model" | "no-git";

/** A fault that the editor itself finds. `message` is a whole sentence for the person. */
export class EditorError extends Error {
  override readonly name = "EditorError";
  readonly code: EditorErrorCode;
  constructor(code: EditorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
