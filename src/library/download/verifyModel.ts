import { readdir, readlink } from "node:fs/promises";
import path from "node:path";
import { hashInThread } from "./hashInThread";

/** What became of the check of a file. `unknown`: the cache keeps no hash of it, as where there are no links. */
export interface VerifiedFile {
  readonly name: string;
  readonly state: "right" | "wrong" | "gone" | "unknown";
}

/**
 * Hashes every file of a snapshot anew, and compares with the name of its bytes, which is the hash that the hub announced.
 * Asks nobody.
 */
export async function verifyModel(
  snapshot: string,
  threadPath: string,
  signal?: AbortSignal,
): Promise<readonly VerifiedFile[]> {
  const names = (await readdir(snapshot, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(snapshot, path.join(entry.parentPath, entry.name)))
    .sort();
  const files: VerifiedFile[] = [];
  for (const name of names) files.push({ name, state: await verify(path.join(snapshot, name), threadPath, signal) });
  return files;
}

async function verify(file: string, threadPath: string, signal?: AbortSignal): Promise<VerifiedFile["state"]> {
  const expected = path.basename(await readlink(file).catch(() => ""));
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(expected)) return "unknown";
  try {
    const found = await hashInThread(file, expected.length === 64 ? "sha256" : "git", { threadPath, signal });
    return found === expected ? "right" : "wrong";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "gone";
    throw error;
  }
}
