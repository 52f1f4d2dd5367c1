import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import type { CliHost } from "./cli/cliContext";
import { runCli } from "./cli/runCli";
import { createChildChannel } from "./engine/channels/childChannel";
import { createEngineClient, type EngineClient } from "./engine/client/engineClient";
import { createLibrary } from "./library/library";

/**
 * The entry of the command line, which dist/cli.cjs starts: bundled to dist/cli, in parts that are loaded when a command
 * needs them. The engine's script is in dist, the models are in the root.
 */
const root = path.join(import.meta.dirname, "../..");
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
const enginePath = path.join(root, "dist", "engine.cjs");
/** All processors, since there is no editor to leave room for; at most four, like the engine's own default. */
const threads = Math.min(4, availableParallelism());
let engine: EngineClient | undefined;
const host: CliHost = {
  createEngine(devices) {
    engine = createEngineClient({ open: () => createChildChannel(enginePath, { ...devices, threads }) });
    engine.onFallback(({ name, device, deviceReason }) => {
      process.stderr.write(`cloze: ${name}: ${deviceReason}; the ${device} answers from now on\n`);
    });
    return engine;
  },
  loadLint: () => import("./cli/lint/lintDocuments"),
  loadRead: () => import("./cli/read/readDocuments"),
  library: createLibrary({ bundledFolder: path.join(root, "models") }),
  folder: process.cwd(),
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  exit: { code: 0 },
};

/** Ends this process and the engine at once. */
function end(exitCode: number): void {
  engine?.dispose();
  process.exit(exitCode);
}

process.on("SIGINT", () => end(130));
process.on("SIGTERM", () => end(143));
process.on("SIGHUP", () => end(129));
// The reader has enough, as in `cloze … | head -1`.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => end(host.exit.code));

void runCli(process.argv.slice(2), host, version).then(() => {
  engine?.dispose();
  process.stdin.destroy();
  process.exitCode = host.exit.code;
});
