import type { CliContext } from "../cliContext";
import { decodeText } from "./decodeText";

/**
 * All of standard input, as text.
 *
 * @throws {CliError} `bad-input` for bytes that are not UTF-8.
 */
export async function readInput(input: CliContext["input"]): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input as AsyncIterable<Uint8Array | string>) {
    chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  }
  return decodeText(Buffer.concat(chunks), "standard input");
}
