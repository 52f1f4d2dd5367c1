/**
 * Environment in which Cloze and the processes it starts keep their files in this folder, and not in the user's: a
 * measurement must not find the answers of an earlier one. On macOS only the home folder decides.
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
