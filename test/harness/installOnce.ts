import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isAlive } from "./endGroup";

const ROOT = resolve(import.meta.dirname, "../..");

let started = 0;

/** Where downloaded test tools live: the environment variable CLOZE_CACHE, else `.cache` in the repository. */
export function findCacheFolder(): string {
  return resolve(process.env["CLOZE_CACHE"] ?? join(ROOT, ".cache"));
}

/**
 * Installs something into the cache folder unless it is there already.
 *
 * @param name - Folder name, with the version in it: a new version is a new folder.
 * @param install - Fills the empty folder it is given. The result must work after being moved.
 * @returns The absolute path of the filled folder. It appears by a rename, so it is whole or absent, however an
 * installation ends; of two at once the first wins, and the work of the other is thrown away.
 */
export async function installOnce(name: string, install: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(findCacheFolder(), name);
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  await removeAbandoned(folder);
  const staging = `${folder}.${process.pid}.${++started}.partial`;
  try {
    await mkdir(staging);
    await install(staging);
    await rename(staging, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return folder;
}

/** Removes the remains of installations whose process is gone. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const entry of await readdir(dirname(folder))) {
    const pid = entry.startsWith(`${basename(folder)}.`) ? /\.(\d+)\.\d+\.partial$/.exec(entry)?.[1] : undefined;
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(join(dirname(folder), entry), { recursive: true, force: true });
    }
  }
}
