import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openWorkbench } from "./openWorkbench";

/**
 * Takes VS Code's command line, as `runTests` gives it, and runs the extension's tests in a VS Code server with a
 * browser. Ends with their exit code. A run that hangs ends with 1 after CLOZE_TEST_LIMIT_MS.
 */
const DEFAULT_LIMIT_MS = 10 * 60_000;

const { values, positionals } = parseArgs({
  strict: false, // VS Code has many more options; those for the desktop window mean nothing here
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: "string" },
    extensionTestsPath: { type: "string" },
    "user-data-dir": { type: "string" },
  },
});

process.exitCode = await launch();

async function launch(): Promise<number> {
  const limitMs = Number(process.env["CLOZE_TEST_LIMIT_MS"] ?? DEFAULT_LIMIT_MS);
  const dataDir = values["user-data-dir"];
  const workbench = await openWorkbench({
    folder: requirePath("folder", positionals[0]),
    extension: requirePath("--extensionDevelopmentPath", values["extensionDevelopmentPath"]),
    tests: requirePath("--extensionTestsPath", values["extensionTestsPath"]),
    settings: typeof dataDir === "string" ? await readSettings(dataDir) : undefined,
    onLog: (level, message) => (level === "error" ? process.stderr : process.stdout).write(`${message}\n`),
  });
  const stop = (signal: NodeJS.Signals) => {
    process.stderr.write(`Ended by ${signal}.\n`);
    void workbench.close().then(() => process.exit(1));
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    return await withLimit(workbench.testsExitCode, limitMs);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await workbench.close();
  }
}

function requirePath(name: string, value: unknown): string {
  if (typeof value !== "string") throw new Error(`${name}: nothing given, expected a path`);
  return value.startsWith("file://") ? fileURLToPath(value) : value;
}

async function readSettings(dataDir: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await readFile(join(dataDir, "User", "settings.json"), "utf8")) as Record<string, unknown>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

async function withLimit(exitCode: Promise<number>, limitMs: number): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`tests: still running after ${limitMs} ms, ended`)), limitMs);
  });
  try {
    return await Promise.race([exitCode, late]);
  } finally {
    clearTimeout(timer);
  }
}
