import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { cacheEnvironment } from "./cacheEnvironment";
import { findDesktop } from "./findDesktop";
import { QUIET_SETTINGS } from "./startServer";

const ROOT = resolve(import.meta.dirname, "../..");

/**
 * Calls `run()` of a bundled module in the extension host of a real VS Code, with the built extension loaded and
 * `test/sample` open. Cloze's cache is empty, and removed after the run: answers of an earlier run would come too soon.
 *
 * @param environment - Added to the environment of the extension host and of everything it starts.
 * @returns When `run()` has resolved. @throws When it rejects.
 */
export async function runInHost(modulePath: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const userData = await mkdtemp(join(tmpdir(), "cloze-user-"));
  try {
    await mkdir(join(userData, "User"));
    await writeFile(join(userData, "User", "settings.json"), JSON.stringify(QUIET_SETTINGS));
    const desktop = await findDesktop();
    process.stdout.write(`VS Code: ${desktop ?? "server with a browser"}\n`);
    await runTests({
      vscodeExecutablePath: desktop ?? join(import.meta.dirname, "code.mjs"),
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: modulePath,
      extensionTestsEnv: { ...cacheEnvironment(join(userData, "cache")), ...environment },
      launchArgs: [
        join(ROOT, "test/sample"),
        `--user-data-dir=${userData}`,
        `--extensions-dir=${join(userData, "extensions")}`,
        "--disable-extensions",
      ],
    });
  } finally {
    await rm(userData, { recursive: true, force: true });
  }
}
