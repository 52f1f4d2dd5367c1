import { homedir, userInfo } from "node:os";
import path, { join, posix, win32 } from "node:path";

/**
 * The folder where the operating system wants programs to keep files that can be made again: an absolute path. A
 * variable that is empty or relative counts for nothing, as the XDG specification says.
 *
 * @throws {Error} where this person has no folder.
 */
export function selectCacheFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Partial<Record<string, string>>> = process.env,
  home: string = findHome(),
): string {
  const named = platform === "win32" ? environment["LOCALAPPDATA"] : environment["XDG_CACHE_HOME"];
  const paths = platform === "win32" ? win32 : posix;
  const isNamed = platform !== "darwin" && named !== undefined && paths.isAbsolute(named);
  switch (platform) {
    case "win32":
      return join(isNamed ? named : join(home, "AppData", "Local"), "cloze", "Cache");
    case "darwin":
      return join(home, "Library", "Caches", "cloze");
    default:
      return join(isNamed ? named : join(home, ".cache"), "cloze");
  }
}

/** Node takes an empty HOME at its word. */
function findHome(): string {
  const home = homedir();
  return path.isAbsolute(home) ? home : userInfo().homedir;
}
