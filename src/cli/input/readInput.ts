import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { decodeText } from "./decodeText";
import { MOST_BYTES } from "./readPlainFile";

/**
 * All of standard input, as text.
 *
 * @throws {CliError} `bad-input` for bytes that are not UTF-8, or more of them than a document has.
 */
export async function readInput(input: CliContext["input"]): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input as AsyncIterable<Uint8Array | string>) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    if (length > MOST_BYTES) {
      throw new CliError("bad-input", `standard input is longer than ${MOST_BYTES / 1e6} MB, the longest that is read`);
    }
    chunks.push(bytes);
  }
  return decodeText(Buffer.concat(chunks), "standard input");
}
