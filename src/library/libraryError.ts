/**
 * What cannot be done with models. Of those on this machine: `unknown-model`: no name and no path that is there.
 * `not-a-checkpoint`: a file, or a folder without config.json. `not-installed`: the bundled models are not where they should
 * be. `not-here`: a name of the hub whose model was not fetched.
 *
 * Of fetching: `bad-endpoint`: HF_ENDPOINT is no address. `offline`: the hub cannot be reached, or must not be.
 * `not-found`: the hub has no such model, revision or file, or hides it. `not-allowed`: it wants a token, or another one.
 * `busy`: it turned the request away too often. `bad-hub`: it answered what makes no sense. `no-weights`: the model is there
 * in no form that Cloze reads. `wrong-bytes`: what came is not what was announced. `locked`: another process fetches or
 * removes it. `no-room`: the disk is too full. `no-access`: the folder cannot be written. `cancelled`: the person did.
 */
export type LibraryErrorCode =
  | "unknown-model"
  | "not-a-checkpoint"
  | "not-installed"
  | "not-here"
  | "bad-endpoint"
  | "offline"
  | "not-found"
  | "not-allowed"
  | "busy"
  | "bad-hub"
  | "no-weights"
  | "wrong-bytes"
  | "locked"
  | "no-room"
  | "no-access"
  | "cancelled";

/** By its name: what asks the hub is a bundle of its own, with a class of its own. */
export function isLibraryError(error: unknown): error is LibraryError {
  return error instanceof Error && error.name === "LibraryError" && "code" in error;
}

export class LibraryError extends Error {
  override readonly name = "LibraryError";
  readonly code: LibraryErrorCode;
  constructor(code: LibraryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
