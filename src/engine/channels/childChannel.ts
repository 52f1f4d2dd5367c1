import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import * as l10n from "@vscode/l10n";
import { listLanguageVariables } from "../../language/languageEnvironment";
import type { EngineSettings } from "../protocol/device";
import { EngineError } from "../protocol/engineError";
import { SERVER_TOKEN } from "../protocol/serverAddress";
import type { Channel } from "./channel";
import { linkCuda } from "./linkCuda";

/** A process gives two signs of its end, its exit and its closed line. The second may come this much later. */
const SIGNS_MS = 100;

/**
 * Forks `enginePath`, a bundled script, and returns the owner's end of the line to it. `close()` kills the process.
 *
 * @throws {EngineError} `unavailable` when there is no such file, or when the folder of the CUDA libraries cannot be used.
 */
export function createChildChannel(
  enginePath: string,
  settings: EngineSettings = { device: "cpu", cudaFolder: "" },
): Channel {
  if (!existsSync(enginePath)) {
    throw new EngineError("unavailable", l10n.t('engine: no file "{0}"; build or install Cloze again', enginePath));
  }
  const child = forkEngine(enginePath, settings);
  let isClosed = false;
  const close = () => {
    isClosed = true;
    // SIGTERM would not reach a process inside a computation, and there is no state to save.
    child.kill("SIGKILL");
  };
  return {
    send(message) {
      // Without a callback, a failed write would be an uncaught "error" event. The process's end, which follows, suffices.
      if (!isClosed && child.connected) child.send(message as object, () => undefined);
    },
    onMessage(listener) {
      child.on("message", (message: unknown) => {
        if (!isClosed) listener(message);
      });
    },
    onClose(listener) {
      watchEnd(child, (reason) => {
        if (isClosed) return;
        close();
        listener(reason);
      });
    },
    close,
  };
}

function forkEngine(enginePath: string, { threads, ...settings }: EngineSettings): ChildProcess {
  const { device, cudaFolder, precision = "auto", server } = settings;
  // The token is not among the arguments, which every user of a machine may read; and it is only for the server it was given for.
  const env: NodeJS.ProcessEnv = { ...process.env, ...listLanguageVariables(), [SERVER_TOKEN]: server?.token };
  if (cudaFolder !== "") env["LD_LIBRARY_PATH"] = linkCuda(enginePath, cudaFolder);
  // With a debugger's options the engine would wait for a port that its parent holds.
  delete env["NODE_OPTIONS"];
  delete env["VSCODE_INSPECTOR_OPTIONS"];
  // Without a server the engine makes no connection, and Node 20 would spend 45 ms on reading all certificates first.
  if (server === undefined) delete env["NODE_EXTRA_CA_CERTS"];
  // Set here, it is in time whatever module is loaded first: see noTelemetry.ts.
  env["ORT_DISABLE_TELEMETRY"] = "1";
  // In VS Code `process.execPath` is Electron, which acts as Node only with this variable. Node itself ignores it.
  env["ELECTRON_RUN_AS_NODE"] = "1";
  const options = ["--device", device, "--precision", precision, ...(server ? ["--server", server.url] : [])];
  return fork(enginePath, [...options, ...(threads === undefined ? [] : ["--threads", String(threads)])], {
    env,
    execArgv: [],
    serialization: "advanced",
    // Native code may print anything, text of a document included: all of it is dropped.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}

/**
 * Waits for both signs of the end, which come in any order: the exit has the reason, and only the closed line says that
 * every message was delivered.
 */
function watchEnd(child: ChildProcess, onEnd: (reason: string) => void): void {
  let reason = l10n.t("process closed its line");
  let signs = 0;
  const end = () => onEnd(reason);
  const countSign = () => {
    signs++;
    if (signs === 2) end();
    else setTimeout(end, SIGNS_MS);
  };
  child.on("exit", (code, signal) => {
    reason =
      signal === null
        ? l10n.t("process ended with code {0}", code ?? "unknown")
        : l10n.t("process ended with {0}", signal);
    countSign();
  });
  child.on("disconnect", countSign);
  child.on("error", (error) => onEnd(l10n.t("process failed: {0}", error.message)));
}
