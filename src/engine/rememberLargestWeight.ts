import "./noTelemetry";
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { arch, cpus } from "node:os";
import { join } from "node:path";
import { env } from "onnxruntime-node";
import { FULL, findLargestWeight, REDUCED } from "./findLargestWeight";
import { writeWhole } from "./writeWhole";

/** To be raised when the check changes. */
const CHECK_VERSION = 1;

/**
 * {@link findLargestWeight}, asked of the processor once: the answer is kept in the cache folder, for this processor
 * and this ONNX Runtime. A folder that cannot be used costs the check again.
 */
export async function rememberLargestWeight(cacheFolder: string): Promise<number> {
  const processor = [CHECK_VERSION, arch(), cpus()[0]?.model, env.versions.node, env.versions.common].join("\n");
  const path = join(cacheFolder, `${createHash("sha256").update(processor).digest("hex")}.largest`);
  const known = Number(await readFile(path, "utf8").catch(() => ""));
  if (known === FULL || known === REDUCED) return known;
  const found = await findLargestWeight();
  await mkdir(cacheFolder, { recursive: true })
    .then(() => writeWhole(path, (temporary) => writeFile(temporary, String(found))))
    .catch(() => undefined);
  return found;
}
