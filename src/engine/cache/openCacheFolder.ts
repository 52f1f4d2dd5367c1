import { randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { selectCacheFolder } from "./selectCacheFolder";

/** For its owner alone: scores are of texts, and files of weights are read without another look at every number. */
const MODE = 0o700;
let opened: string | undefined;

/**
 * The cache folder, which is there from now on and which nobody else may read or write. Where it cannot be made, it is a
 * folder of this process's own among the system's temporary files.
 */
export function openCacheFolder(): string {
  opened ??= openFolder(selectCacheFolder) ?? openFolder(() => join(tmpdir(), `cloze-${randomUUID()}`));
  return opened ?? selectCacheFolder();
}

/** @returns `undefined` where there can be no such folder. */
export function openFolder(select: () => string): string | undefined {
  try {
    const folder = select();
    makeFolder(folder);
    const { mode, uid } = statSync(folder);
    if (process.getuid?.() === uid && (mode & 0o077) !== 0) chmodSync(folder, MODE);
    return folder;
  } catch {
    return undefined;
  }
}

/** Node's own `recursive` never ends where a parent exists and takes no folder, as in /proc. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: MODE });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && statSync(folder).isDirectory()) return;
    const parent = dirname(folder);
    if (code !== "ENOENT" || parent === folder) throw error;
    makeFolder(parent);
    mkdirSync(folder, { mode: MODE });
  }
}
