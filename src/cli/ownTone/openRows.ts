import { type ExampleRow } from "../../ownTone/rows/readRows";
import { requireRows } from "../../ownTone/rows/requireRows";
import type { CliContext } from "../cliContext";
import { decodeText } from "../input/decodeText";
import { readNamed } from "../input/openToneFile";

/**
 * Reads a file of rows.
 *
 * @param file - As the person named it.
 * @throws {CliError} `bad-input`; {OwnToneError} `bad-rows`.
 */
export async function openRows(file: string, { folder }: Pick<CliContext, "folder">): Promise<readonly ExampleRow[]> {
  return requireRows(file, decodeText(await readNamed(file, folder), file));
}
