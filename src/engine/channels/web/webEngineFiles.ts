/** What the engine of a browser needs before its first message: it has no disk to read it from. All of it is moved, not copied. */
export interface WebEngineFiles {
  /** Absolute, as requests name it. */
  readonly modelFolder: string;
  /** The checkpoint's files by name. */
  readonly model: ReadonlyMap<string, Uint8Array>;
  /** Of the built `dist/words.bin`. */
  readonly words: Uint8Array;
  /** Of the built `dist/slips.json`. */
  readonly slips: Uint8Array;
  /** ONNX Runtime as WebAssembly, and what loads it. */
  readonly wasm: Uint8Array;
  readonly mjs: Uint8Array;
  /** Of one run. Default: what the page and its machine allow. */
  readonly threads?: number;
}
