import { open, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { CliError } from "../../cliError";
import { decodeText } from "../../input/decodeText";
import { readPlainFile } from "../../input/readPlainFile";

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Writes a fixed text where the file was read, through links, and keeps byte order mark, rights and owner. Nothing is
 * written if the file is not any more what was checked.
 *
 * @param text - What was checked, without a byte order mark.
 * @throws {CliError} `bad-input`, with why nothing was written.
 */
export async function writeFixed(
  file: string,
  { folder, text, fixed }: { readonly folder: string; readonly text: string; readonly fixed: string },
): Promise<void> {
  try {
    const real = await realpath(path.resolve(folder, file));
    const bytes = await readPlainFile(real);
    if (decodeText(bytes, "content") !== text) throw new CliError("bad-input", "it changed since it was read");
    // Root may write what nobody may.
    if (((await stat(real)).mode & 0o222) === 0) throw new CliError("bad-input", "it is read-only");
    const handle = await open(real, "r+");
    try {
      const hasMark = BOM.equals(bytes.subarray(0, BOM.length));
      const written = Buffer.concat([hasMark ? BOM : Buffer.alloc(0), Buffer.from(fixed)]);
      await handle.writeFile(written);
      await handle.truncate(written.length);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason = cause instanceof CliError ? cause.message : (code ?? String(cause));
    throw new CliError("bad-input", `the fixes are not written: ${reason}`, { cause });
  }
}
