import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { findDesktop } from "./findDesktop";
import { startServer } from "./startServer";

/** `npm start [folder]`: VS Code with Cloze in it, on the sample folder unless another is named. */

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

/** No desktop here: the same editor in a browser, until Ctrl-C. */
async function serve(): Promise<void> {
  const server = await startServer({ folder, file, extension: ROOT });
  process.stdout.write(`\nVS Code with Cloze, in a browser (Ctrl-C ends it):\n\n  ${server.url}\n\n`);
  const ended = once(server.process, "exit");
  // Not `once`: a terminal and the tools between may each send the signal, and the second must not cut the end short.
  const stop = () => server.process.kill();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  await ended;
  await server.close();
}
