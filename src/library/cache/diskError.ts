import * as l10n from "@vscode/l10n";
import { LibraryError } from "../libraryError";

/** What the operating system says about a file or folder of the cache, as a sentence with what to do. */
export function toDiskError(error: unknown, place: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return new LibraryError("no-room", l10n.t(`"{0}" cannot be written: the disk is full`, place), { cause: error });
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOTDIR":
    case "EEXIST":
      return new LibraryError(
        "no-access",
        l10n.t(
          `"{0}" cannot be written ({1}): expected a folder of your own; HF_HUB_CACHE names another one`,
          place,
          code,
        ),
        { cause: error },
      );
    default:
      return error;
  }
}
