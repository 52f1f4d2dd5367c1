import * as l10n from "@vscode/l10n";
import { WASM } from "../protocol/device";
import type { OnnxRuntime } from "./onnxRuntime";
import type { OnnxSessionOptions } from "./onnxSession";
import { RUNTIME_VERSION } from "./runtimeVersion";
import { createWasmSession, type WasmSource, type WeightBytes } from "./wasmSession";

export interface WebRuntimeOptions {
  readonly mjs: WasmSource["mjs"];
  readonly wasm: WasmSource["wasm"];
  /** The bytes of a file of weights, by its path. */
  readonly findFile: (path: string) => Uint8Array;
  /** Threads of one run. */
  readonly threads: number;
}

/** ONNX Runtime in a worker of a browser: its WebAssembly, and no other device. */
export function openWebRuntime({ mjs, wasm, findFile, threads }: WebRuntimeOptions): OnnxRuntime {
  const readWeights = ({ weightsFolder = "", weightFiles = [] }: OnnxSessionOptions) =>
    Promise.resolve(weightFiles.map((path): WeightBytes => ({ path, data: findFile(`${weightsFolder}/${path}`) })));
  return {
    version: RUNTIME_VERSION,
    processor: WASM,
    processorReason:
      threads === 1
        ? l10n.t("VS Code runs in a browser, which gives it one thread")
        : l10n.t("VS Code runs in a browser, which gives it {0} threads", threads),
    devices: [],
    createSession: (options) => createWasmSession({ mjs, wasm, readWeights }, options),
  };
}
