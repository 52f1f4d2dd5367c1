import { lstat, readdir, readlink, stat } from "node:fs/promises";
import path from "node:path";

/** A file of a snapshot. */
export interface SnapshotEntry {
  /** Relative to the snapshot. */
  readonly name: string;
  /** Name of its bytes among the blobs, which is their hash; `undefined` where the cache keeps none for it. */
  readonly blob: string | undefined;
}

/** Each file of a snapshot with its blob: what it links to, by name, or where there are no such links, as the same file. */
export async function listSnapshot(repoFolder: string, commit: string): Promise<readonly SnapshotEntry[]> {
  const snapshot = path.join(repoFolder, "snapshots", commit);
  const blobs = await readBlobs(path.join(repoFolder, "blobs"));
  const entries = await readdir(snapshot, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  const listed = await Promise.all(
    files.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const blob = entry.isSymbolicLink() ? path.basename(await readlink(file)) : blobs.get(await identify(file));
      return { name: path.relative(snapshot, file), blob };
    }),
  );
  return listed.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The blobs by the identity of the file, which hard links share. */
async function readBlobs(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(names.map(async (name) => [await identify(path.join(folder, name)), name] as const));
  return new Map(found);
}

async function identify(file: string): Promise<string> {
  const { dev, ino } = await lstat(file, { bigint: true });
  return `${dev}:${ino}`;
}

/** Whether the bytes of a file are there. */
export async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
