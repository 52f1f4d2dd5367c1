import { LibraryError } from "../libraryError";

/** What the operating system says about a file or folder of the cache, as a sentence with what to do. */
export function toDiskError(error: unknown, place: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return new LibraryError("no-room", `"${place}" cannot be written: the disk is full`, { cause: error });
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOTDIR":
    case "EEXIST":
      return new LibraryError(
        "no-access",
        `"${place}" cannot be written (${code}): expected a folder of your own; HF_HUB_CACHE names another one`,
        { cause: error },
      );
    default:
      return error;
  }
}
