/**
 * `unknown-model`: neither the name of a bundled model nor an existing path. `not-a-checkpoint`: a file, or a folder
 * without config.json. `not-installed`: the bundled models are not where they should be.
 */
export type LibraryErrorCode = "unknown-model" | "not-a-checkpoint" | "not-installed";

export class LibraryError extends Error {
  override readonly name = "LibraryError";
  readonly code: LibraryErrorCode;
  constructor(code: LibraryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
