import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { findDesktop } from "./findDesktop";
import { startServer } from "./startServer";

/** `npm start [folder]`: opens VS Code with Cloze; default folder: the sample. */

const ROOT = resolve(import.meta.dirname, "../..");
const sample = resolve(ROOT, "test/sample");
const folder = resolve(process.argv[2] ?? sample);
const file = folder === sample ? resolve(sample, "try-me.md") : undefined;

const desktop = await findDesktop();
if (desktop === undefined) await serve();
else await openDesktop(desktop);

async function openDesktop(executable: string): Promise<void> {
  const root = process.getuid?.() === 0 ? ["--no-sandbox", `--user-data-dir=${resolve(ROOT, ".cache/user-data")}`] : [];
  const opened = file === undefined ? [folder] : [folder, file];
  const child = spawn(executable, [...opened, `--extensionDevelopmentPath=${ROOT}`, "--new-window", ...root], {
    stdio: "inherit",
  });
  const [code] = (await once(child, "exit")) as [number | null];
  process.exitCode = code ?? 1;
}

/** Without a desktop: runs the same editor for a browser, until Ctrl-C. */
async function serve(): Promise<void> {
  const server = await startServer({ folder, file, extension: ROOT });
  process.stdout.write(`\nVS Code with Cloze, in a browser (Ctrl-C ends it):\n\n  ${server.url}\n\n`);
  const ended = once(server.process, "exit");
  // Not `once`: the terminal and the tools between may each send the signal, and a second one must not interrupt the end.
  const stop = () => server.process.kill();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  await ended;
  await server.close();
}
