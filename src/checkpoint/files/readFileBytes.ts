import * as l10n from "@vscode/l10n";
import { type FileHandle, open, stat } from "#platform/files";
import { CheckpointError } from "./checkpointError";

/**
 * Reads a small file as a whole.
 *
 * @returns `undefined` if there is no such file.
 * @throws {CheckpointError} `too-large` above `maxBytes`, before reading; `missing-file` if it cannot be read, is not a regular file, or is a Git LFS pointer.
 */
export async function readFileBytes(path: string, maxBytes: number): Promise<Uint8Array | undefined> {
  const found = await findFile(path);
  if (found === undefined) return undefined;
  if (found.size > maxBytes) {
    throw new CheckpointError("too-large", l10n.t("{0}: {1} bytes, expected at most {2}", path, found.size, maxBytes));
  }
  const bytes = await readRange(path, 0, found.size);
  refusePointer(path, bytes);
  return bytes;
}

// eslint-disable-next-line language/untranslated -- what such a file starts with
const POINTER = "version https://git-lfs.github.com/spec/";
/** Git LFS writes no longer pointers. Source: git-lfs/git-lfs v3.7.0, docs/spec.md. */
export const MAX_POINTER_BYTES = 1024;

/**
 * Refuses a Git LFS pointer: a few lines that `git clone` leaves in the place of a large file where Git LFS is missing.
 *
 * @param bytes - The start of the file.
 * @throws {CheckpointError} `missing-file`.
 */
export function refusePointer(path: string, bytes: Uint8Array): void {
  if (new TextDecoder().decode(bytes.subarray(0, POINTER.length)) !== POINTER) return;
  throw new CheckpointError(
    "missing-file",
    l10n.t(
      '{0}: a Git LFS pointer in the place of the file itself. Run "git lfs install" and "git lfs pull" in the folder, or download the file.',
      path,
    ),
  );
}

/**
 * @returns `undefined` if there is no such file.
 * @throws {CheckpointError} `missing-file` if `path` is something other than a regular file: reading a pipe could wait forever.
 */
export async function findFile(path: string): Promise<{ readonly size: number } | undefined> {
  const found = await stat(path).catch((cause: unknown) => {
    if (isNoEntry(cause)) return undefined;
    throw new CheckpointError("missing-file", l10n.t("{0}: cannot be read", path), { cause });
  });
  if (found === undefined) return undefined;
  if (!found.isFile()) throw new CheckpointError("missing-file", l10n.t("{0}: not a regular file", path));
  return { size: found.size };
}

/** @throws {CheckpointError} `truncated` if the file ends before `start + length`. */
export async function readRange(path: string, start: number, length: number): Promise<Uint8Array> {
  const file = await open(path).catch((cause: unknown) => {
    throw new CheckpointError("missing-file", l10n.t("{0}: cannot be read", path), { cause });
  });
  try {
    return await fillBytes(file, path, { start, length });
  } finally {
    await file.close();
  }
}

/**
 * Reads a range of an open file.
 *
 * @param path - Names the file in errors.
 * @throws {CheckpointError} `truncated` if the file ends before `start + length`.
 */
export async function fillBytes(
  file: FileHandle,
  path: string,
  { start, length }: { readonly start: number; readonly length: number },
): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, start + filled);
    if (bytesRead === 0) {
      throw new CheckpointError(
        "truncated",
        l10n.t("{0}: ends at byte {1}, expected {2}", path, start + filled, start + length),
      );
    }
    filled += bytesRead;
  }
  return bytes;
}

function isNoEntry(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && (cause.code === "ENOENT" || cause.code === "ENOTDIR");
}
