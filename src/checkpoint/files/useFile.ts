import * as l10n from "@vscode/l10n";
import { type FileHandle, open } from "#platform/files";
import { CheckpointError } from "./checkpointError";
import { fillBytes, findFile, MAX_POINTER_BYTES, refusePointer } from "./readFileBytes";

/** A file that is open. */
export interface OpenFile {
  readonly path: string;
  /** In bytes, when it was opened. */
  readonly size: number;
  /** @throws {CheckpointError} `truncated` if the file ends before `start + length`. */
  read(start: number, length: number): Promise<Uint8Array>;
}

/**
 * Opens a file while `work` reads parts of it.
 *
 * @throws {CheckpointError} `missing-file` if it cannot be read, is not a regular file, or is a Git LFS pointer; what `work` throws.
 */
export async function useFile<T>(path: string, work: (file: OpenFile) => Promise<T>): Promise<T> {
  const found = await findFile(path);
  if (found === undefined) throw new CheckpointError("missing-file", l10n.t("{0}: no such file", path));
  const handle: FileHandle = await open(path).catch((cause: unknown) => {
    throw new CheckpointError("missing-file", l10n.t("{0}: cannot be read", path), { cause });
  });
  try {
    const file: OpenFile = {
      path,
      size: found.size,
      read: (start, length) => fillBytes(handle, path, { start, length }),
    };
    if (file.size <= MAX_POINTER_BYTES) refusePointer(path, await file.read(0, file.size));
    return await work(file);
  } finally {
    await handle.close();
  }
}
