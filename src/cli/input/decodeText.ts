import { CliError } from "../cliError";

/**
 * Decodes UTF-8, and drops a byte order mark.
 *
 * @param name - What an error calls the bytes.
 * @throws {CliError} `bad-input` for bytes that are not UTF-8.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CliError("bad-input", `${name} is not UTF-8 text`, { cause });
  }
}
