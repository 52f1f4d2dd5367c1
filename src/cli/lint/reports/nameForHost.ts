import path from "node:path";

/** A file's name as hosts of repositories write it: with slashes, and without "./" before it. */
export function nameForHost(file: string): string {
  return path.normalize(file).split(path.sep).join("/");
}
