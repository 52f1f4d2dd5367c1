import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { readWeightFile, requireWeightFiles } from "../../checkpoint/weightFile";
import { writeWhole } from "../cache/writeWhole";

/**
 * SHA-256 of a checkpoint's weight files, in hexadecimal.
 *
 * `cacheFolder` remembers the hash, so files with the same path, size and times are not read again. If nothing can be kept
 * there, they are.
 *
 * @throws {CheckpointError} `changed` if a file is no longer the one that the checkpoint was read from.
 */
export async function hashWeights(checkpoint: Checkpoint, cacheFolder: string): Promise<string> {
  requireWeightFiles(checkpoint);
  const files = [...checkpoint.weightFiles].sort(([a], [b]) => (a < b ? -1 : 1));
  const identity = createHash("sha256");
  for (const [file, { inode, content, change }] of files) {
    identity.update(`${join(checkpoint.weightsFolder, file)}\n${inode} ${content} ${change}\n`);
  }
  const memory = join(cacheFolder, `${identity.digest("hex")}.hash`);
  const known = await readFile(memory, "utf8").catch(() => "");
  if (/^[0-9a-f]{64}$/.test(known)) return known;
  const hash = createHash("sha256");
  // Imported here because it takes two milliseconds, which a start with a known hash saves.
  const { pipeline } = await import("node:stream/promises");
  for (const [file] of files) {
    await readWeightFile(checkpoint, file, (handle) =>
      pipeline(handle.createReadStream({ highWaterMark: 1 << 20, autoClose: false }), hash, { end: false }),
    );
  }
  const found = hash.digest("hex");
  await writeWhole(memory, (path) => writeFile(path, found)).catch(() => undefined);
  return found;
}
