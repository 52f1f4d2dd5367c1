import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { writeWhole } from "../cache/writeWhole";

/**
 * SHA-256 of a checkpoint's weight files, in hexadecimal.
 *
 * `cacheFolder` remembers the hash, so files with the same path, size and time are not read again.
 */
export async function hashWeights({ weightsFolder, tensors }: Checkpoint, cacheFolder: string): Promise<string> {
  const files = [...new Set([...tensors.values()].map(({ file }) => file))]
    .sort()
    .map((file) => join(weightsFolder, file));
  const stats = await Promise.all(files.map((file) => stat(file, { bigint: true })));
  const identity = createHash("sha256");
  stats.forEach(({ size, mtimeNs, ino }, i) => identity.update(`${files[i] ?? ""}\n${size} ${mtimeNs} ${ino}\n`));
  const memory = join(cacheFolder, `${identity.digest("hex")}.hash`);
  const known = await readFile(memory, "utf8").catch(() => "");
  if (/^[0-9a-f]{64}$/.test(known)) return known;
  const hash = createHash("sha256");
  // Imported here because it takes two milliseconds, which a start with a known hash saves.
  const { pipeline } = await import("node:stream/promises");
  for (const file of files) await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, { end: false });
  const content = hash.digest("hex");
  await writeWhole(memory, (path) => writeFile(path, content));
  return content;
}
