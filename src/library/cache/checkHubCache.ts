import { readdir } from "node:fs/promises";
import * as l10n from "@vscode/l10n";
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
    throw new LibraryError(
      "no-access",
      code === "ENOTDIR"
        ? l10n.t(
            `the cache of models, "{0}", is no folder: expected a folder, or a name that is still free; HF_HUB_CACHE or HF_HOME names another one`,
            cacheFolder,
          )
        : l10n.t(
            `the cache of models, "{0}", cannot be read ({1}): expected a folder, or a name that is still free; HF_HUB_CACHE or HF_HOME names another one`,
            cacheFolder,
            code ?? l10n.t("for no known reason"),
          ),
      { cause: error },
    );
  }
}
