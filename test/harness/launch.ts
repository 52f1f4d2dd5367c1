import { createWriteStream, mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installServer } from "./installServer";
import { openWorkbench } from "./openWorkbench";
import { TEST_LINE } from "./testLine";

/**
 * Takes VS Code's command line, as `runTests` gives it, and runs the extension's tests in a VS Code server with a
 * browser. Ends with their exit code; 1 when they are still running after CLOZE_TEST_LIMIT_MS.
 */
const DEFAULT_LIMIT_MS = 12 * 60_000;

/** Everything that the extension host and the workbench print; it matters when something goes wrong. */
const LOG_FILE = resolve(import.meta.dirname, "../../out/vscode.log");

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
  await installServer(); // before the clock starts
  const stopped = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => stopped.abort(new Error(`tests: ended by ${signal}`)));
  }
  const limitMs = Number(process.env["CLOZE_TEST_LIMIT_MS"] ?? DEFAULT_LIMIT_MS);
  const timer = setTimeout(
    () => stopped.abort(new Error(`tests: still running after ${limitMs} ms, ended; VS Code's log is ${LOG_FILE}`)),
    limitMs,
  );
  const { log, errors } = writeLog();
  const dataDir = values["user-data-dir"];
  const workbench = await openWorkbench({
    folder: requirePath("folder", positionals[0]),
    extension: requirePath("--extensionDevelopmentPath", values.extensionDevelopmentPath),
    tests: requirePath("--extensionTestsPath", values.extensionTestsPath),
    settings: typeof dataDir === "string" ? await readSettings(dataDir) : undefined,
    onLog: log,
  });
  try {
    const code = await Promise.race([workbench.testsExitCode, rejectOnAbort(stopped.signal)]);
    if (code !== 0) process.stderr.write(`${errors().slice(-3).join("\n")}\n`);
    return code;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    clearTimeout(timer);
    await workbench.close();
  }
}

/** Writes everything to the log and test lines to the output. Before the first test line, an error is why there is none. */
function writeLog(): { log: (level: string, message: string) => void; errors: () => readonly string[] } {
  mkdirSync(dirname(LOG_FILE), { recursive: true });
  const file = createWriteStream(LOG_FILE);
  let errors: string[] | undefined = [];
  const log = (level: string, message: string) => {
    file.write(`${level} ${message}\n`);
    if (level === "error") errors?.push(message);
    if (!message.startsWith(TEST_LINE)) return;
    errors = undefined;
    process.stdout.write(`${message.slice(TEST_LINE.length)}\n`);
  };
  return { log, errors: () => errors ?? [] };
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

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  });
}
