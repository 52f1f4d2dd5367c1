import { createHash } from "node:crypto";
import { mkdir, open, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { CheckpointError } from "../../checkpoint/files/checkpointError";
import { findStamp, isSameStamp, settleStamp } from "../../checkpoint/files/fileStamp";
import { layOutWeights, type WeightLayout, writeWeights } from "../../checkpoint/writeWeights";
import { ModelError } from "../../tasks/model/model";
import { markUsed, pruneCache } from "../cache/pruneCache";
import { writeWhole } from "../cache/writeWhole";

/** Raise this when the same weights are written in another way. */
const VERSION = 1;
/** Marking a file as used is a change, after which other processes read it anew: so it is done seldom. */
const MARK_MS = 20 * 86_400_000;

/** A checkpoint whose weights can be used where they are. */
export interface Arranged {
  readonly checkpoint: Checkpoint;
  /** Whether its file in the cache, if it has one, was removed or changed since. */
  readonly isStale: () => boolean;
}

/**
 * Makes the weights of a checkpoint such that ONNX Runtime can map them. Those that are row-major stay where they are. If
 * some are stored in another order, as TensorFlow's kernels are, all are written to a safetensors file in the cache, once
 * for all processes.
 *
 * @throws {CheckpointError} what `writeWeights` throws; {ModelError} `failed` if the cache cannot be used.
 */
export async function arrangeWeights(checkpoint: Checkpoint, cacheFolder: string): Promise<Arranged> {
  if ([...checkpoint.tensors.values()].every(({ strides }) => strides === undefined)) {
    return { checkpoint, isStale: () => false };
  }
  try {
    return await arrange(checkpoint, cacheFolder);
  } catch (cause) {
    if (cause instanceof CheckpointError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError(
      "failed",
      l10n.t(
        "{0}: its weights are stored in another order than they are used, and cannot be kept in {1} in that: {2}",
        checkpoint.folder,
        cacheFolder,
        reason,
      ),
      { cause },
    );
  }
}

async function arrange(checkpoint: Checkpoint, cacheFolder: string): Promise<Arranged> {
  await mkdir(cacheFolder, { recursive: true });
  // ONNX Runtime resolves links, and accepts no weights from outside the folder that it is given.
  const weightsFolder = await realpath(cacheFolder);
  const file = `${nameWeights(checkpoint)}.safetensors`;
  const path = join(weightsFolder, file);
  const layout = layOutWeights(checkpoint, file);
  if (!(await isWritten(path, layout))) {
    await pruneCache(weightsFolder, [".safetensors"]);
    await writeWhole(path, (temporary) =>
      writeWeights(checkpoint, layout, { path: temporary, onStep: () => undefined }),
    );
  }
  const stamp = await settleStamp(path);
  return {
    checkpoint: { ...checkpoint, weightsFolder, weightFiles: new Map([[file, stamp]]), tensors: layout.tensors },
    isStale: () => {
      const found = findStamp(path);
      return found === undefined || !isSameStamp(stamp, found);
    },
  };
}

/** A hash of which files the weights are in, in which state, and of where they are there. */
function nameWeights({ weightsFolder, weightFiles, tensors }: Checkpoint): string {
  const hash = createHash("sha256").update(JSON.stringify([VERSION, weightsFolder, [...weightFiles], [...tensors]]));
  return hash.digest("hex");
}

/** The file gets its name when it is whole, so its size and header tell it from one of another kind. */
async function isWritten(path: string, { header, byteLength }: WeightLayout): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.size !== byteLength) return false;
  const file = await open(path);
  try {
    const start = new Uint8Array(header.length);
    await file.read(start, 0, start.length, 0);
    if (Buffer.compare(start, header) !== 0) return false;
  } finally {
    await file.close();
  }
  if (Date.now() - Math.max(found.atimeMs, found.mtimeMs) > MARK_MS) await markUsed(path);
  return true;
}
