import type * as disk from "../node/diskFiles";

/** A file as those who read it on a disk have it open. */
export type FileHandle = disk.FileHandle;

/** By path: bytes that the owner of this worker has read. They never change. */
const held = new Map<string, Uint8Array>();

/**
 * Holds files in memory in the place of those of a disk.
 *
 * @param folder - Their absolute path, with slashes.
 */
export function holdFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
  for (const [name, bytes] of files) held.set(`${folder}/${name}`, bytes);
}

/** @throws {Error} `ENOENT` */
export function findHeld(path: string): Uint8Array {
  const bytes = held.get(path);
  if (bytes === undefined) throw Object.assign(new Error(`${path}: no such file`), { code: "ENOENT" });
  return bytes;
}

/** Of a file that is held: it has one size, and never changes. */
function describe(bytes: Uint8Array) {
  const [size, never] = [BigInt(bytes.length), 0n];
  return { isFile: () => true, size, dev: never, ino: never, mtimeNs: never, ctimeNs: never, ctimeMs: never };
}

// Of Node's functions these have the forms that are called, and no others.

export const stat = (async (path: string) => {
  const bytes = await Promise.resolve(path).then(findHeld);
  return { ...describe(bytes), size: bytes.length };
}) as unknown as typeof disk.stat;

export const statSync = ((path: string, { throwIfNoEntry = true }: { readonly throwIfNoEntry?: boolean }) => {
  const bytes = held.get(path);
  if (bytes !== undefined) return describe(bytes);
  return throwIfNoEntry ? findHeld(path) : undefined;
}) as unknown as typeof disk.statSync;

export const open = (async (path: string) => {
  const bytes = await Promise.resolve(path).then(findHeld);
  return {
    read: (into: Uint8Array, offset: number, length: number, position: number) => {
      const part = bytes.subarray(position, position + length);
      into.set(part, offset);
      return Promise.resolve({ bytesRead: part.length, buffer: into });
    },
    stat: () => Promise.resolve(describe(bytes)),
    close: () => Promise.resolve(),
  };
}) as unknown as typeof disk.open;

export const readdir = ((folder: string) => {
  const start = `${folder}/`;
  const names = [...held.keys()].filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
  return Promise.resolve(names);
}) as unknown as typeof disk.readdir;

/** There are no links. */
export const realpath = ((path: string) => Promise.resolve(path)) as unknown as typeof disk.realpath;
