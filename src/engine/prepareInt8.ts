import { createHash } from "node:crypto";
import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import type { Checkpoint } from "../checkpoint/checkpoint";
import { GraphError } from "../graph/graphError";
import type { GraphWeights } from "../graph/graphWeights";
import { layOutInt8, type MatrixType } from "../graph/int8File";
import { planInt8 } from "../graph/planInt8";
import { readInt8 } from "../graph/readInt8";
import { INT8_VERSION, writeInt8 } from "../graph/writeInt8";
import { ModelError } from "../tasks/model";
import { hashWeights } from "./hashWeights";
import { markUsed, pruneCache } from "./pruneCache";
import { writeWhole } from "./writeWhole";

/**
 * A checkpoint's int8 weights from the cache, made and put there if they are not, or are not as they were written.
 *
 * The file is named by all it is made of, so every process that runs the checkpoint shares it, and another checkpoint
 * or a later version of Cloze has one of its own.
 *
 * @throws {GraphError} `bad-weight`; {ModelError} `failed` when the folder cannot be used.
 */
export async function prepareInt8(
  checkpoint: Checkpoint,
  { cacheFolder, matrixType }: { readonly cacheFolder: string; readonly matrixType: MatrixType },
): Promise<GraphWeights> {
  try {
    await mkdir(cacheFolder, { recursive: true });
    // ONNX Runtime takes no weights from outside the folder it is given, links resolved.
    const folder = await realpath(cacheFolder);
    const path = join(folder, `${await nameWeights(checkpoint, { folder, matrixType })}.safetensors`);
    const found = await findInt8(checkpoint, path, matrixType);
    if (found !== undefined) {
      await markUsed(path);
      return found;
    }
    await pruneCache(folder, [".safetensors", ".hash"]);
    return await makeInt8(checkpoint, path, matrixType);
  } catch (cause) {
    if (cause instanceof GraphError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError("failed", `int8 weights cannot be kept in ${cacheFolder}: ${reason}`, { cause });
  }
}

async function nameWeights(
  checkpoint: Checkpoint,
  { folder, matrixType }: { readonly folder: string; readonly matrixType: MatrixType },
): Promise<string> {
  return createHash("sha256")
    .update(`${INT8_VERSION} ${await hashWeights(checkpoint, folder)}`)
    .update(layOutInt8(planInt8(checkpoint), matrixType).header)
    .digest("hex");
}

/** @returns `undefined` if there is no such file, or not a sound one. */
async function findInt8(
  checkpoint: Checkpoint,
  path: string,
  matrixType: MatrixType,
): Promise<GraphWeights | undefined> {
  return readInt8(checkpoint, path, matrixType).catch((error: unknown) => {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (isMissing || (error instanceof GraphError && error.code === "bad-file")) return undefined;
    throw error;
  });
}

async function makeInt8(checkpoint: Checkpoint, path: string, matrixType: MatrixType): Promise<GraphWeights> {
  try {
    await writeWhole(path, (temporary) => writeInt8(checkpoint, temporary, matrixType));
  } catch (error) {
    // On Windows no file replaces one that another process reads: then that process has just made it.
    const made = await findInt8(checkpoint, path, matrixType);
    if (made !== undefined) return made;
    throw error;
  }
  return readInt8(checkpoint, path, matrixType);
}
