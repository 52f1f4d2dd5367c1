import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { findCacheFolder } from "./installOnce";

/**
 * The executable of a desktop VS Code: the one VSCODE_PATH names, else the one behind `code` on the PATH, else a
 * downloaded one. `undefined` where none can be had, or on Linux without a display.
 */
export async function findDesktop(): Promise<string | undefined> {
  const { DISPLAY, WAYLAND_DISPLAY, VSCODE_PATH, PATH = "" } = process.env;
  if (process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  if (VSCODE_PATH !== undefined) return VSCODE_PATH;
  for (const folder of PATH.split(delimiter)) {
    const command = join(folder, process.platform === "win32" ? "code.cmd" : "code");
    const executable = existsSync(command) ? findExecutable(realpathSync(command)) : undefined;
    if (executable !== undefined) return executable;
  }
  try {
    return await downloadAndUnzipVSCode({ cachePath: join(findCacheFolder(), "vscode-desktop") });
  } catch (error) {
    process.stderr.write(`No VS Code desktop could be downloaded: ${String(error)}\n`);
    return undefined;
  }
}

/** `code` is a script that starts the editor and does not wait for it; the editor lies beside or above it. */
function findExecutable(command: string): string | undefined {
  return ["../code", "../Code.exe", "../../../MacOS/Electron", "../../../MacOS/Code"]
    .map((path) => join(dirname(command), path))
    .find((path) => existsSync(path));
}
