import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { formatCount } from "../../wording/numbers/formatCount";
import { CliError } from "../cliError";

/** Bytes of the longest document. A book has 2 MB; what is longer is data, and would hold everything else up. */
export const MOST_BYTES = 32_000_000;
const CHUNK_BYTES = 65_536;

/**
 * Reads a plain file. A name may lead to anything: a pipe that nobody writes to, a device without end.
 *
 * @param file - Absolute.
 * @throws {CliError} `bad-input` for what is no plain file, cannot be read, or is longer than `most`.
 * @throws {NodeJS.ErrnoException} with the code `ENOENT` or `ENOTDIR` where there is nothing.
 */
export async function readPlainFile(file: string, most = MOST_BYTES): Promise<Uint8Array> {
  // Without waiting: a pipe without a writer would be opened when one comes. Windows lacks the flag, which then is 0 here.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: unknown) => {
    throw refuseOpening(file, cause);
  });
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) throw new CliError("bad-input", "is a folder, expected a file");
    if (!stats.isFile()) throw new CliError("bad-input", `is ${nameKind(stats)}, expected a plain file`);
    if (stats.size > most) throw refuseLength(most);
    return await readAll(handle, most);
  } finally {
    await handle.close();
  }
}

function refuseOpening(file: string, cause: unknown): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "ENXIO") return new CliError("bad-input", "is a socket, expected a plain file", { cause });
  // Node gives every byte of a name that is not UTF-8 as U+FFFD, so nothing has the name that it gives.
  if (code === "ENOENT" && file.includes("\ufffd")) {
    return new CliError("bad-input", "its name is not UTF-8, and only such files can be opened: rename it", { cause });
  }
  return code === "ENOENT" || code === "ENOTDIR"
    ? cause
    : new CliError("bad-input", `cannot be read: ${code ?? String(cause)}`, { cause });
}

function nameKind(stats: { isFIFO(): boolean; isSocket(): boolean }): string {
  if (stats.isFIFO()) return "a pipe";
  return stats.isSocket() ? "a socket" : "a device";
}

/** By what is read, not by the size that is said: files of /proc say 0, and a file may grow. */
async function readAll(handle: FileHandle, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (let length = 0; ;) {
    const { bytesRead, buffer } = await handle.read({ buffer: new Uint8Array(CHUNK_BYTES) });
    if (bytesRead === 0) return Buffer.concat(chunks);
    length += bytesRead;
    if (length > most) throw refuseLength(most);
    chunks.push(buffer.subarray(0, bytesRead));
  }
}

function refuseLength(most: number): CliError {
  return new CliError("bad-input", `is longer than ${formatCount(most / 1e6)} MB, the longest that is read`);
}
