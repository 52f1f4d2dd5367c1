import { homedir } from "node:os";
import { join } from "node:path";

/** The folder where the operating system wants programs to keep files that can be made again. */
export function selectCacheFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Partial<Record<string, string>>> = process.env,
  home: string = homedir(),
): string {
  const named = platform === "win32" ? environment["LOCALAPPDATA"] : environment["XDG_CACHE_HOME"];
  const isNamed = platform !== "darwin" && named !== undefined && named !== "";
  switch (platform) {
    case "win32":
      return join(isNamed ? named : join(home, "AppData", "Local"), "cloze", "Cache");
    case "darwin":
      return join(home, "Library", "Caches", "cloze");
    default:
      return join(isNamed ? named : join(home, ".cache"), "cloze");
  }
}
