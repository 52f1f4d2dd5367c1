import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The files in a folder and below it that a pattern fits and that are smaller, by name. */
export function listFiles(folder: string, ending: RegExp, lessThanBytes: number): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((file) => {
      const stats = statSync(file);
      return stats.isFile() && stats.size < lessThanBytes;
    });
}
