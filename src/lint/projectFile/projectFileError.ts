/** `bad-json`: not JSON. `bad-value`: a field that is unknown, or a value that it cannot have. */
export type ProjectFileErrorCode = "bad-json" | "bad-value";

/** What is wrong in a project file, as a sentence that names the place. */
export class ProjectFileError extends Error {
  override readonly name = "ProjectFileError";
  readonly code: ProjectFileErrorCode;
  constructor(code: ProjectFileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
