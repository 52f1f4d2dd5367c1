import { readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";

/** A file that was not used for this long is removed; it can be made again. */
const UNUSED_MS = 60 * 86_400_000;

/**
 * Marks a cached file as used now, by the time of its last reading: that of its last writing shows whether it was changed.
 * If that is not allowed, the file will be removed one day, and made again.
 */
export async function markUsed(path: string): Promise<void> {
  try {
    // In whole seconds, because Node rounds times that have fractions, and each use would then change the time a little.
    const written = Math.floor((await stat(path)).mtimeMs / 1000);
    await utimes(path, Date.now() / 1000, written);
  } catch {
    // See above.
  }
}

/** Removes files with one of these endings from a cache folder if they were not used for two months. */
export async function pruneCache(folder: string, endings: readonly string[]): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!endings.some((ending) => name.endsWith(ending))) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || Date.now() - Math.max(found.atimeMs, found.mtimeMs) < UNUSED_MS) continue;
    // On Windows a file that another process reads cannot be removed: it is in use after all.
    await rm(path, { force: true }).catch(() => undefined);
  }
}
