import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { findDesktop } from "./findDesktop";
import { QUIET_SETTINGS } from "./startServer";

const ROOT = resolve(import.meta.dirname, "../..");

/** Runs test/integration in the extension host of a real VS Code. Arguments: words that test names must contain. */
const userData = await mkdtemp(join(tmpdir(), "cloze-user-"));
try {
  await mkdir(join(userData, "User"));
  await writeFile(join(userData, "User", "settings.json"), JSON.stringify(QUIET_SETTINGS));
  const desktop = await findDesktop();
  process.stdout.write(`VS Code: ${desktop ?? "server with a browser"}\n`);
  await runTests({
    vscodeExecutablePath: desktop ?? join(import.meta.dirname, "code.mjs"),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: join(ROOT, "out/integration/index.cjs"),
    extensionTestsEnv: { CLOZE_TEST_FILTER: process.argv.slice(2).join(" ") },
    launchArgs: [
      join(ROOT, "test/sample"),
      `--user-data-dir=${userData}`,
      `--extensions-dir=${join(userData, "extensions")}`,
      "--disable-extensions",
    ],
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await rm(userData, { recursive: true, force: true });
}
