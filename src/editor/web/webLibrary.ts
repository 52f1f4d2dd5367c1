import * as l10n from "@vscode/l10n";
import type { Library } from "../../library/library";
import { LibraryError } from "../../library/libraryError";

/** The bundled model, and no others. @param folder - As the engine names it. */
export function createWebLibrary(folder: string): Pick<Library, "list" | "listCached" | "resolveName"> {
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  return {
    list: () => Promise.resolve([{ name, folder }]),
    listCached: () => Promise.resolve([]),
    resolveName: (asked) =>
      asked === name
        ? Promise.resolve(folder)
        : Promise.reject(
            new LibraryError(
              "unknown-model",
              l10n.t('model "{0}": in a browser Cloze has the bundled model alone, {1}', asked, name),
            ),
          ),
  };
}
