import path from "node:path";
import { isThere, listSnapshot } from "../cache/snapshotBlobs";
import { hashInThread } from "./hashInThread";

/** What became of the check of a file. `unknown`: the cache keeps no hash of it. */
export interface VerifiedFile {
  readonly name: string;
  readonly state: "right" | "wrong" | "gone" | "unknown";
}

/**
 * Hashes every file of a snapshot anew, and compares with the name of its bytes, which is the hash that the hub announced.
 * Asks nobody.
 *
 * @param snapshot - The model's folder in the hub's cache.
 */
export async function verifyModel(snapshot: string, threadPath: string): Promise<readonly VerifiedFile[]> {
  const files: VerifiedFile[] = [];
  for (const { name, blob } of await listSnapshot(path.resolve(snapshot, "../.."), path.basename(snapshot))) {
    files.push({ name, state: await verify(path.join(snapshot, name), blob, threadPath) });
  }
  return files;
}

async function verify(file: string, blob: string | undefined, threadPath: string): Promise<VerifiedFile["state"]> {
  if (blob === undefined || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(blob)) return "unknown";
  if (!(await isThere(file))) return "gone";
  const found = await hashInThread(file, blob.length === 64 ? "sha256" : "git", { threadPath });
  return found === blob ? "right" : "wrong";
}
