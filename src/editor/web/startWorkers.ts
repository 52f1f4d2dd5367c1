import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { WebEngineFiles } from "../../engine/channels/web/webEngineFiles";
import { writeLanguage } from "../../language/writeLanguage";
import { webScope, type WebWorker } from "../../platform/web/webScope";
import { formatBytes } from "../../wording/numbers/formatBytes";
import type { Activity } from "../activity";

/** Files of the bundled model that are read. A folder at an https address cannot be listed. */
const MODEL_FILES = ["config.json", "tokenizer_config.json", "vocab.txt", "model.safetensors"];
/** Of the built `dist`. */
const PARTS = {
  words: "words.bin",
  slips: "slips.json",
  wasm: "wasm/ort-wasm-simd-threaded.wasm",
  mjs: "wasm/ort-wasm-simd-threaded.mjs",
} as const;

export interface EngineParts {
  readonly extensionUri: vscode.Uri;
  /** Of the bundled model, in the extension's folder. */
  readonly modelFolder: string;
  readonly activity: Activity;
}

/** Starts the built `src/webEngine.ts`, after reading the model and ONNX Runtime, of which the status item shows how far it is. */
export async function startEngineWorker({ extensionUri, modelFolder, activity }: EngineParts): Promise<WebWorker> {
  const work = activity.begin();
  let bytes = 0;
  const read = async (path: string) => {
    const found = await readOwn(extensionUri, path);
    bytes += found.length;
    work.report(l10n.t("reading the model, {0}", formatBytes(bytes)));
    return found;
  };
  try {
    work.report(l10n.t("reading the model"));
    const model = await Promise.all(
      MODEL_FILES.map(async (name) => [name, await read(`${modelFolder.slice(1)}/${name}`)] as const),
    );
    const parts = await Promise.all(
      Object.entries(PARTS).map(async ([name, path]) => [name, await read(`dist/${path}`)] as const),
    );
    const files = {
      modelFolder,
      model: new Map(model),
      ...(Object.fromEntries(parts) as Record<keyof typeof PARTS, Uint8Array>),
    } satisfies WebEngineFiles;
    const worker = await startWorker(extensionUri, "dist/web/engine.js");
    const moved = [...model, ...parts].map(([, { buffer }]) => buffer);
    worker.postMessage(files, [...new Set(moved)]);
    return worker;
  } finally {
    work.end();
  }
}

/** Starts the built `src/webProse.ts`. */
export function startProseWorker(extensionUri: vscode.Uri): Promise<WebWorker> {
  return startWorker(extensionUri, "dist/web/prose.js");
}

/** A worker must be of the origin that starts it, and an extension's folder may be of another: so its script is read. */
async function startWorker(extensionUri: vscode.Uri, path: string): Promise<WebWorker> {
  const script = await readOwn(extensionUri, path);
  const address = URL.createObjectURL(new Blob([writeLanguage(), script], { type: "text/javascript" }));
  return new webScope.Worker(address);
}

/** @param path - In the extension's folder. */
async function readOwn(extensionUri: vscode.Uri, path: string): Promise<Uint8Array<ArrayBuffer>> {
  // A copy of its own: what VS Code gives may share its memory with other messages.
  return new Uint8Array(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, path)));
}
