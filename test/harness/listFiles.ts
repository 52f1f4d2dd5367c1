import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The files in and below a folder that match a pattern and are smaller than a limit, by name; none if there is no folder. */
export function listFiles(folder: string, ending: RegExp, lessThanBytes: number): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((file) => {
      // A link may lead nowhere.
      const stats = statSync(file, { throwIfNoEntry: false });
      return stats?.isFile() === true && stats.size < lessThanBytes;
    });
}
