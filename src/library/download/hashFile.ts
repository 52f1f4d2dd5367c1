import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { HashAlgorithm } from "../hub/hubModel";

/**
 * The hash of a file's bytes, in hexadecimal, as the hub names them.
 *
 * @param onProgress - Called with the bytes that were read since.
 */
export async function hashFile(
  file: string,
  algorithm: HashAlgorithm,
  onProgress?: (bytes: number) => void,
): Promise<string> {
  const hash = createHash(algorithm === "git" ? "sha1" : "sha256");
  // eslint-disable-next-line language/untranslated -- the head that Git hashes
  if (algorithm === "git") hash.update(`blob ${(await stat(file)).size}\0`);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    onProgress?.((chunk as Buffer).length);
  }
  return hash.digest("hex");
}
