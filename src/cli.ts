import { readFileSync } from "node:fs";
import { availableParallelism, constants } from "node:os";
import path from "node:path";
import type { CliHost } from "./cli/cliContext";
import { CliError } from "./cli/cliError";
import { describeError } from "./cli/print/describeError";
import { printLine } from "./cli/print/terminal";
import { runCli } from "./cli/runCli";
import { createChildChannel } from "./engine/channels/childChannel";
import { createEngineClient, type EngineClient } from "./engine/client/engineClient";
import type { ServerWait } from "./engine/protocol/serverAddress";
import { createLibrary } from "./library/createLibrary";
import { describeWait } from "./wording/describeWait";

/**
 * The entry of the command line, which dist/cli.cjs starts: bundled to dist/cli, in parts that are loaded when a command
 * needs them. The engine's script is in dist, the models are in the root.
 */
const root = path.join(import.meta.dirname, "../..");
const enginePath = path.join(root, "dist", "engine.cjs");
/** All processors, since there is no editor to leave room for; at most four, like the engine's own default. */
const threads = Math.min(4, availableParallelism());
const hashPath = path.join(root, "dist", "hash.cjs");
const library = createLibrary({ bundledFolder: path.join(root, "models") });
let engine: EngineClient | undefined;
/** The last wait for a server that was told of. */
let told: ServerWait | undefined;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => endBy(signal));
// Node's own exit code for these, 1, would mean that something was found.
process.on("uncaughtException", fail);

const host: CliHost = {
  createEngine(settings, { leavesRoom } = { leavesRoom: false }) {
    if (settings.server) {
      void printLine(process.stderr, `cloze: texts go to ${settings.server.url}, as far as it computes what is asked`);
    }
    const shared = leavesRoom ? settings : { ...settings, threads };
    engine = createEngineClient({ open: () => createChildChannel(enginePath, shared) });
    engine.onFallback(({ name, device, deviceReason, server }) => {
      const who = server?.answers === true ? device : `the ${device}`;
      void printLine(process.stderr, `cloze: ${name}: ${deviceReason}; ${who} answers from now on`);
    });
    engine.onStateChange((state) => {
      if (state.kind !== "busy" || state.waitsFor === undefined) return;
      if (state.waitsFor !== told) void printLine(process.stderr, `cloze: ${describeWait(state.waitsFor)}`);
      told = state.waitsFor;
    });
    return engine;
  },
  loadLint: () => import("./cli/lint/lintDocuments"),
  loadRead: () => import("./cli/read/readDocuments"),
  loadSimilar: () => import("./cli/similar/similarActions"),
  loadAsk: () => import("./cli/ask/askActions"),
  loadLsp: () => import("./lsp/serveEditor"),
  loadSlips: () => import("./cli/slips/slipAnswers"),
  loadMcp: () => import("./cli/mcp/serveAgents"),
  loadModels: () => import("./cli/models/modelActions"),
  openHub: async () => {
    const { createHubAccess } = await import("./library/download/hubAccess");
    return createHubAccess({ hubCache: library.hubCache, hashPath });
  },
  hashPath,
  mcpPath: path.join(root, "dist", "mcp.cjs"),
  prosePath: path.join(root, "dist", "prose.cjs"),
  root,
  library,
  folder: findFolder(),
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  exit: { code: 0 },
};
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // The reader has enough, as in `cloze … | head -1`. In any other case it does not get what it waits for.
    if (error.code === "EPIPE") end(host.exit.code);
    else fail(new CliError("lost-output", `the output cannot be written: ${error.code ?? error.message}`));
  });
}

void runCli(process.argv.slice(2), host, readVersion()).then(() => {
  engine?.dispose();
  process.stdin.destroy();
  process.exitCode = host.exit.code;
});

/** Ends this process and the engine at once. */
function end(exitCode: number): void {
  engine?.dispose();
  process.exit(exitCode);
}

/** Ends as if there were no listener: `process.exit` would wait for a thread that waits for a file. */
function endBy(signal: "SIGINT" | "SIGTERM" | "SIGHUP"): void {
  engine?.dispose();
  if (process.platform === "win32") process.exit(128 + constants.signals[signal]);
  process.kill(process.pid, signal);
}

function fail(error: unknown): void {
  // If this cannot be written either, the exit code says it.
  void printLine(process.stderr, `cloze: ${describeError(error)}`).catch(() => undefined);
  end(2);
}

/** @throws {CliError} `bad-surroundings` where the folder that the command runs in is gone. */
function findFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new CliError("bad-surroundings", "the folder in which this runs is gone: change to another one", { cause });
  }
}

/** @throws {CliError} `bad-surroundings` where Cloze is not whole. */
function readVersion(): string {
  const file = path.join(root, "package.json");
  try {
    const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
    return version;
  } catch (cause) {
    throw new CliError("bad-surroundings", `"${file}" cannot be read: build or install Cloze again`, { cause });
  }
}
