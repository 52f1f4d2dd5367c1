/**
 * `bad-usage`: options or arguments that say nothing sensible; `bad-line`: a JSON line that is none, or has fields
 * the command does not know; `bad-input`: bytes that are not UTF-8, a file that cannot be read; `no-files`: a path or
 * pattern that names no file.
 */
export type CliErrorCode = "bad-usage" | "bad-line" | "bad-input" | "no-files";

export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: CliErrorCode;
  constructor(code: CliErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
