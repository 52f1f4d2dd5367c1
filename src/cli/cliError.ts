/**
 * - `bad-usage`: invalid options or arguments
 * - `bad-line`: a line that is not a JSON object, or has fields that the command does not know
 * - `bad-input`: bytes that are not UTF-8, or a file that cannot be read
 * - `bad-project-file`: a `.cloze.json` that cannot be read, or says what it cannot
 * - `bad-git`: no repository, no such commit, or what else `git` says
 * - `bad-surroundings`: the folder that the command runs in is gone, or Cloze is not whole
 * - `lost-output`: what was to be printed, or a file, cannot be written
 * - `no-files`: a path or pattern that names no file, or a folder without a document
 */
export type CliErrorCode =
  | "bad-usage"
  | "bad-line"
  | "bad-input"
  | "bad-project-file"
  | "bad-git"
  | "bad-surroundings"
  | "lost-output"
  | "no-files";

/** What the command line cannot do, as a sentence for the user. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: CliErrorCode;
  constructor(code: CliErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
