import path from "node:path";
import { type Format, selectFileFormat } from "../../text/formats/format";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { decodeText } from "./decodeText";
import { STANDARD_INPUT } from "./listFiles";
import { readInput } from "./readInput";
import { readPlainFile } from "./readPlainFile";

export interface Document {
  /** Without a byte order mark. */
  readonly text: string;
  readonly format: Format;
}

/**
 * Reads a document from a file, or from standard input.
 *
 * @param file - As `listFiles` names it.
 * @param format - Default: what the file's name says; plain text for standard input.
 * @throws {CliError} `bad-input` for a file that cannot be read, or bytes that are not UTF-8.
 */
export async function readDocument(
  { folder, input }: Pick<CliContext, "folder" | "input">,
  file: string,
  format?: Format,
): Promise<Document> {
  const text = file === STANDARD_INPUT ? await readInput(input) : await readText(path.resolve(folder, file));
  return { text, format: format ?? selectFileFormat(file) };
}

async function readText(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readPlainFile(file);
  } catch (cause) {
    throw cause instanceof CliError ? cause : new CliError("bad-input", "there is no such file", { cause });
  }
  return decodeText(bytes, "content");
}
