import { readdir } from "node:fs/promises";
import { LibraryError } from "../libraryError";

/**
 * A cache that is not there is empty. One that is a file, or that cannot be read, is a mistake in a setting of the system.
 *
 * @throws {LibraryError} `no-access`.
 */
export async function checkHubCache(cacheFolder: string): Promise<void> {
  try {
    await readdir(cacheFolder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return;
    const found = code === "ENOTDIR" ? "is no folder" : `cannot be read (${code ?? "for no known reason"})`;
    throw new LibraryError(
      "no-access",
      `the cache of models, "${cacheFolder}", ${found}: expected a folder, or a name that is still free; HF_HUB_CACHE or HF_HOME names another one`,
      { cause: error },
    );
  }
}
