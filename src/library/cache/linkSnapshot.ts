import { randomUUID } from "node:crypto";
import { copyFile, link, mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { toDiskError } from "./diskError";
import { isCommit } from "./modelName";

/** A file of a snapshot: its name there, which may be in a folder, and the name of its bytes among the blobs. */
export interface SnapshotFile {
  readonly name: string;
  readonly blob: string;
}

/**
 * Makes a commit's folder out of blobs that are all there, and lets the revision mean it: the ref comes last, because tools
 * take what it names for whole.
 *
 * @returns The snapshot's folder.
 */
export async function linkSnapshot(
  repoFolder: string,
  {
    commit,
    revision,
    files,
  }: { readonly commit: string; readonly revision: string; readonly files: readonly SnapshotFile[] },
): Promise<string> {
  const snapshot = path.join(repoFolder, "snapshots", commit);
  try {
    await mkdir(snapshot, { recursive: true });
    for (const { name, blob } of files) {
      await mkdir(path.dirname(path.join(snapshot, name)), { recursive: true });
      await replace(path.join(snapshot, name), (temporary) =>
        linkBlob(path.join(repoFolder, "blobs", blob), temporary),
      );
    }
    if (!isCommit(revision)) {
      const ref = path.join(repoFolder, "refs", revision);
      await mkdir(path.dirname(ref), { recursive: true });
      await replace(ref, (temporary) => writeFile(temporary, commit));
    }
  } catch (error) {
    throw toDiskError(error, snapshot);
  }
  return snapshot;
}

async function replace(file: string, make: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await make(temporary);
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Windows makes links for few people, and not every disk has hard ones. */
async function linkBlob(blob: string, place: string): Promise<void> {
  const relative = path.relative(path.dirname(place), blob);
  await symlink(relative, place)
    .catch(() => link(blob, place))
    .catch(() => copyFile(blob, place));
}
