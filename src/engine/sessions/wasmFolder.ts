import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OnnxSession, OnnxSessionOptions } from "./onnxSession";
import { createWasmSession } from "./wasmSession";

/** Files of `onnxruntime-web` that Cloze ships: its WebAssembly with SIMD and threads, and what loads it. */
const FILES = { mjs: "ort-wasm-simd-threaded.mjs", wasm: "ort-wasm-simd-threaded.wasm" };

/** @returns The folder, if the WebAssembly is in it. */
export function findWasm(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  return Object.values(FILES).every((file) => existsSync(join(folder, file))) ? folder : undefined;
}

/**
 * As `createWasmSession`, with everything read from the disk.
 *
 * @param folder - Holds the built WebAssembly.
 * @throws {ModelError} `failed`.
 */
export function createFolderSession(folder: string, options: OnnxSessionOptions): Promise<OnnxSession> {
  const source = { mjs: locate(folder, FILES.mjs), wasm: locate(folder, FILES.wasm), readWeights };
  return createWasmSession(source, options);
}

function locate(folder: string, file: string): string {
  return pathToFileURL(join(folder, file)).href;
}

function readWeights({ weightsFolder = "", weightFiles = [] }: OnnxSessionOptions) {
  return Promise.all(weightFiles.map(async (path) => ({ path, data: await readFile(join(weightsFolder, path)) })));
}
