import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as l10n from "@vscode/l10n";
import type { InferenceSession } from "onnxruntime-common";
import { bindSession, LOG_FATAL, refuseUnloadable } from "./bindSession";
import type { OnnxSession, OnnxSessionOptions } from "./onnxSession";
import { serializeRuns } from "./serializeRuns";

/** Files of `onnxruntime-web` that Cloze ships: its WebAssembly with SIMD and threads, and what loads it. */
const FILES = { mjs: "ort-wasm-simd-threaded.mjs", wasm: "ort-wasm-simd-threaded.wasm" };

/** @returns The folder, if the WebAssembly is in it. */
export function findWasm(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  return Object.values(FILES).every((file) => existsSync(join(folder, file))) ? folder : undefined;
}

/** Sessions are made one at a time: the files that one reads are named to all. */
let lastMade: Promise<unknown> = Promise.resolve();

/**
 * A session of ONNX Runtime as WebAssembly, in this thread. It computes in float32 and holds a copy of its weights, in a
 * memory of at most 4 GB for all sessions, which does not shrink.
 *
 * @param folder - Holds the built WebAssembly. The first session of a process decides this and the number of threads.
 * @throws {ModelError} `failed`.
 */
export async function createWasmSession(folder: string, options: OnnxSessionOptions): Promise<OnnxSession> {
  const made = lastMade.then(() => createAlone(folder, options));
  lastMade = made.catch(() => undefined);
  return made;
}

async function createAlone(folder: string, options: OnnxSessionOptions): Promise<OnnxSession> {
  const { env, InferenceSession: library, Tensor } = await import("onnxruntime-web");
  env.wasm.wasmPaths = { mjs: locate(folder, FILES.mjs), wasm: locate(folder, FILES.wasm) };
  env.wasm.numThreads = options.threads;
  const externalData = await readWeights(options);
  const made = { ...toSessionOptions(options), ...(externalData.length > 0 && { externalData }) };
  const session = await refuseUnloadable(library.create(options.graph, made), explainFull);
  return serializeRuns(bindSession(session, Tensor));
}

/** The sessions that there are go on answering. */
function explainFull(message: string): string {
  if (!message.includes("bad_alloc")) return message;
  return l10n.t("WebAssembly has 4 GB of memory, in which there is no room for its weights; choose a smaller model");
}

function locate(folder: string, file: string): string {
  return pathToFileURL(join(folder, file)).href;
}

function readWeights({ weightsFolder = "", weightFiles = [] }: OnnxSessionOptions) {
  return Promise.all(weightFiles.map(async (path) => ({ path, data: await readFile(join(weightsFolder, path)) })));
}

function toSessionOptions({ weights }: OnnxSessionOptions): InferenceSession.SessionOptions {
  return {
    executionProviders: ["wasm"],
    executionMode: "sequential",
    graphOptimizationLevel: weights === "folded" ? "basic" : "disabled",
    logSeverityLevel: LOG_FATAL,
    extra: { session: { disable_prepacking: weights === "shared" ? "1" : "0" } },
  };
}
