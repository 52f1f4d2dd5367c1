import * as l10n from "@vscode/l10n";
import type { InferenceSession } from "onnxruntime-common";
import { bindSession, LOG_FATAL, refuseUnloadable } from "./bindSession";
import type { OnnxSession, OnnxSessionOptions } from "./onnxSession";
import { serializeRuns } from "./serializeRuns";

/** Where the WebAssembly and the weights are read. */
export interface WasmSource {
  /** Address of what loads the WebAssembly. */
  readonly mjs: string;
  /** Its address, or its bytes. */
  readonly wasm: string | ArrayBuffer;
  /** The bytes of the files that a graph names, by their names. */
  readonly readWeights: (options: OnnxSessionOptions) => Promise<readonly WeightBytes[]>;
}

export interface WeightBytes {
  readonly path: string;
  readonly data: Uint8Array;
}

/** Sessions are made one at a time: the files that one reads are named to all. */
let lastMade: Promise<unknown> = Promise.resolve();

/**
 * A session of ONNX Runtime as WebAssembly, in this thread. It computes in float32 and holds a copy of its weights, in a
 * memory of at most 4 GB for all sessions, which does not shrink.
 *
 * @param source - The first session of a process decides where the WebAssembly is, and the number of threads.
 * @throws {ModelError} `failed`.
 */
export async function createWasmSession(source: WasmSource, options: OnnxSessionOptions): Promise<OnnxSession> {
  const made = lastMade.then(() => createAlone(source, options));
  lastMade = made.catch(() => undefined);
  return made;
}

async function createAlone({ mjs, wasm, readWeights }: WasmSource, options: OnnxSessionOptions): Promise<OnnxSession> {
  const { env, InferenceSession: library, Tensor } = await import("onnxruntime-web");
  env.wasm.wasmPaths = { mjs, ...(typeof wasm === "string" && { wasm }) };
  if (typeof wasm !== "string") env.wasm.wasmBinary = wasm;
  env.wasm.numThreads = options.threads;
  const externalData = await readWeights(options);
  const made = { ...toSessionOptions(options), ...(externalData.length > 0 && { externalData: [...externalData] }) };
  const session = await refuseUnloadable(library.create(options.graph, made), explainFull);
  return serializeRuns(bindSession(session, Tensor));
}

/** The sessions that there are go on answering. */
function explainFull(message: string): string {
  if (!message.includes("bad_alloc")) return message;
  return l10n.t("WebAssembly has 4 GB of memory, in which there is no room for its weights; choose a smaller model");
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
