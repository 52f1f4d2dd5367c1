import path from "node:path";
import { MOST_FILE_BYTES, readToneFile } from "../../ownTone/readToneFile";
import type { ToneFile } from "../../ownTone/toneFileSchema";
import { CliError } from "../cliError";
import { readPlainFile } from "./readPlainFile";

/**
 * Reads the file of a tone of one's own.
 *
 * @param file - As the person named it.
 * @param folder - Base of a relative one.
 * @throws {CliError} `bad-input`; {OwnToneError} `bad-file`.
 */
export async function openToneFile(file: string, folder: string): Promise<ToneFile> {
  return readToneFile(file, await readNamed(file, folder, MOST_FILE_BYTES));
}

/** The bytes of a file that the person named. @throws {CliError} `bad-input`, which names it. */
export async function readNamed(file: string, folder: string, most?: number): Promise<Uint8Array> {
  try {
    return await readPlainFile(path.resolve(folder, file), most);
  } catch (cause) {
    const what = cause instanceof CliError ? cause.message : "is not there";
    throw new CliError("bad-input", `${file} ${what}`, { cause });
  }
}
