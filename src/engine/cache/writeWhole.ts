import { randomUUID } from "node:crypto";
import { constants, copyFile, link, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

const TEMPORARY = ".tmp";
/** A temporary file of this age was left by a process that was killed. */
const ABANDONED_MS = 3_600_000;

/**
 * Writes a file under another name and then renames it, so that no process ever sees a part of it. If several processes
 * write the same file at once, each writes its own, and the last one stays. The folder is made if it is missing: a user
 * may remove the whole cache at any time.
 *
 * @param write - Writes a new file at the path it is given.
 */
export async function writeWhole(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  await writeBeside(path, write, (temporary) => rename(temporary, path));
}

/** The same for a file that is made once: if several write it at once, the first one stays, and all go on with that. */
export async function writeWholeOnce(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  await writeBeside(path, write, async (temporary) => {
    // Not every file system has links.
    const make = () => link(temporary, path).catch(() => copyFile(temporary, path, constants.COPYFILE_EXCL));
    await make().catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    });
    await rm(temporary, { force: true });
  });
}

async function writeBeside(
  path: string,
  write: (temporary: string) => Promise<void>,
  put: (temporary: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await removeAbandoned(dirname(path));
  const temporary = join(dirname(path), `${basename(path)}.${randomUUID()}${TEMPORARY}`);
  try {
    await write(temporary);
    await put(temporary);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(TEMPORARY)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  }
}
