/**
 * Environment in which Cloze, and what it starts, keeps its files in this folder in place of the user's, so that a
 * measurement finds no answers of an earlier one. On macOS only the home folder decides.
 */
export function cacheEnvironment(folder: string): Readonly<Record<string, string>> {
  switch (process.platform) {
    case "win32":
      return { LOCALAPPDATA: folder };
    case "darwin":
      return { HOME: folder };
    default:
      return { XDG_CACHE_HOME: folder };
  }
}
