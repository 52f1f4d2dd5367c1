import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import { type FileHandle, open } from "#platform/files";
import type { Checkpoint } from "./checkpoint";
import { CheckpointError } from "./files/checkpointError";
import { type FileStamp, findStamp, isSameStamp, readStamp } from "./files/fileStamp";

type Weights = Pick<Checkpoint, "weightsFolder" | "weightFiles">;

/**
 * Reads a file of weights through one open handle, and makes sure that it is the file that the checkpoint was read from,
 * unchanged from the first byte read to the last.
 *
 * @param file - A name of `checkpoint.weightFiles`.
 * @throws {CheckpointError} `changed`, whatever `work` made of such a file; else what `work` throws.
 */
export async function readWeightFile<T>(
  checkpoint: Weights,
  file: string,
  work: (handle: FileHandle) => Promise<T>,
): Promise<T> {
  const path = join(checkpoint.weightsFolder, file);
  const handle = await open(path).catch((cause: unknown) => {
    throw new CheckpointError(
      "changed",
      l10n.t("{0}: cannot be read any more since the model was read from it. Ask again: the model is read anew", path),
      { cause },
    );
  });
  const check = async () => {
    requireStamp(path, checkpoint.weightFiles.get(file), readStamp(await handle.stat({ bigint: true })));
  };
  try {
    await check();
    try {
      return await work(handle);
    } finally {
      await check();
    }
  } finally {
    await handle.close();
  }
}

/**
 * Makes sure that every file of weights is the one that the checkpoint was read from.
 *
 * @throws {CheckpointError} `changed`.
 */
export function requireWeightFiles({ weightsFolder, weightFiles }: Weights): void {
  for (const [file, stamp] of weightFiles) {
    const path = join(weightsFolder, file);
    const found = findStamp(path);
    if (found === undefined) {
      throw new CheckpointError(
        "changed",
        l10n.t("{0}: is gone since the model was read from it. Ask again: the model is read anew", path),
      );
    }
    requireStamp(path, stamp, found);
  }
}

/**
 * Makes sure that no file of weights was written to in its place. A file that was removed, or replaced by another, still
 * is what it was for those that have it open.
 *
 * @throws {CheckpointError} `changed`.
 */
export function refuseWrittenFiles({ weightsFolder, weightFiles }: Weights): void {
  for (const [file, stamp] of weightFiles) {
    const path = join(weightsFolder, file);
    const found = findStamp(path);
    if (found?.inode === stamp.inode) requireStamp(path, stamp, found);
  }
}

function requireStamp(path: string, expected: FileStamp | undefined, found: FileStamp): void {
  if (expected !== undefined && isSameStamp(expected, found)) return;
  throw new CheckpointError(
    "changed",
    l10n.t("{0}: has changed since the model was read from it. Ask again: the model is read anew", path),
  );
}
