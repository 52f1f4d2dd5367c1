/** The files of the disk. In a browser, `heldFiles` stands in its place. */
export { statSync } from "node:fs";
export { type FileHandle, open, readdir, realpath, stat } from "node:fs/promises";
