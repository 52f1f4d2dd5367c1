import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { arch, cpus } from "node:os";
import { join } from "node:path";
import type { MatrixType } from "../../graph/int8/quantizeRows";
import { writeWhole } from "../cache/writeWhole";
import { RUNTIME_VERSION } from "../sessions/runtimeVersion";
import { detectMatrixType } from "./detectMatrixType";

/** Raise this when the check changes. */
const CHECK_VERSION = 3;

/**
 * The result of {@link detectMatrixType}, which runs only once for this processor and this ONNX Runtime: the cache folder
 * keeps its answer. If the folder cannot be used, the check runs again.
 */
export async function rememberMatrixType(cacheFolder: string): Promise<MatrixType> {
  const processor = [CHECK_VERSION, arch(), await describeProcessor(), RUNTIME_VERSION];
  const path = join(cacheFolder, `${createHash("sha256").update(processor.join("\n")).digest("hex")}.matrix`);
  const known = await readFile(path, "utf8").catch(() => "");
  if (known === "full" || known === "narrow") return known;
  const found = await detectMatrixType();
  await mkdir(cacheFolder, { recursive: true })
    .then(() => writeWhole(path, (temporary) => writeFile(temporary, found)))
    .catch(() => undefined);
  return found;
}

/**
 * The processor's name and, if the system lists them, its abilities. Rented machines use one name for processors of
 * several generations, and those may share a home folder.
 */
async function describeProcessor(): Promise<string> {
  const listed = await readFile("/proc/cpuinfo", "utf8").catch(() => "");
  const abilities = /^(?:flags|Features)\s*:.*$/m.exec(listed)?.[0] ?? "";
  return `${cpus()[0]?.model ?? ""} ${abilities}`;
}
