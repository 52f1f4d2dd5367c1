import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/**
 * A desktop VS Code that can be shown here: the executable VSCODE_PATH names, else the one `code` on the PATH
 * starts. On Linux only with a display. `undefined` if there is none.
 */
export function findEditor(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const hasDisplay = process.platform !== "linux" || (env["DISPLAY"] ?? env["WAYLAND_DISPLAY"] ?? "") !== "";
  if (!hasDisplay) return undefined;
  if (env["VSCODE_PATH"] !== undefined) return env["VSCODE_PATH"];
  for (const folder of (env["PATH"] ?? "").split(delimiter)) {
    const command = join(folder, process.platform === "win32" ? "code.cmd" : "code");
    if (folder !== "" && existsSync(command)) return findExecutable(realpathSync(command));
  }
  return undefined;
}

/** `code` is a script that starts the editor and does not wait for it; the editor itself lies beside or above it. */
function findExecutable(command: string): string | undefined {
  const folder = dirname(command);
  return ["../code", "../Code.exe", "../../../MacOS/Electron", "../../../MacOS/Code"]
    .map((path) => join(folder, path))
    .find((path) => existsSync(path));
}
