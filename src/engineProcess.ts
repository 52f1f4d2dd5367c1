import "./language/owner/speakAsOwner";
import path from "node:path";
import { parseArgs } from "node:util";
import { openCacheFolder } from "./engine/cache/openCacheFolder";
import { createParentChannel } from "./engine/channels/parentChannel";
import type { LoadModel } from "./engine/model/loadedModel";
import { isDeviceChoice } from "./engine/protocol/device";
import { isPrecisionChoice } from "./engine/protocol/precision";
import type { FromEngine } from "./engine/protocol/protocol";
import { SERVER_TOKEN } from "./engine/protocol/serverAddress";
import { createSlipTables } from "./engine/serve/createSlipTables";
import { createHandlers } from "./engine/serve/handlers";
import { serveEngine } from "./engine/serve/serveEngine";
import { createWordList } from "./engine/serve/wordList";

/** Entry of the engine's process. Its owner forks it with the `EngineSettings`, and it ends when its owner does. */
const channel = createParentChannel();
// What this process and its children write is its owner's alone, whatever the shell lets others do.
process.umask(0o077);
const { values } = parseArgs({
  options: {
    device: { type: "string", default: "cpu" },
    precision: { type: "string", default: "auto" },
    threads: { type: "string" },
    server: { type: "string" },
  },
});
const { device, precision } = values;
if (!isDeviceChoice(device)) throw new Error(`engine: --device is "${device}"`);
if (!isPrecisionChoice(precision)) throw new Error(`engine: --precision is "${precision}"`);
const threads = values.threads === undefined ? undefined : Number(values.threads);
if (threads !== undefined && !(Number.isInteger(threads) && threads > 0)) {
  throw new Error(`engine: --threads is "${values.threads ?? ""}", expected a whole number of at least 1`);
}

const { server: url } = values;
// What a server answers is float32 in most cases, and what is computed here in its place is to be the same.
const exact = {
  device: url !== undefined && device === "auto" ? "cpu" : device,
  precision: url !== undefined && precision === "auto" ? "fp32" : precision,
} as const;

const load: LoadModel = async (folder) => {
  // Imported with the first model: if the native library is missing, the request fails but the process lives on.
  const { createOnnxModel } = await import("./engine/model/onnxModel");
  return createOnnxModel(folder, {
    ...exact,
    ...(threads !== undefined && { threads }),
    wasmFolder: path.join(__dirname, "wasm"),
    ...(url !== undefined && { server: { url, token: process.env[SERVER_TOKEN] } }),
    sessionPath: path.join(__dirname, "session.cjs"),
    checkPath: path.join(__dirname, "check.cjs"),
    onFallback: (info) => channel.send({ kind: "fallback", info } satisfies FromEngine),
    onWait: (wait) => channel.send({ kind: "waiting", wait: wait ?? null } satisfies FromEngine),
  });
};
const words = createWordList(path.join(__dirname, "words.bin"));
const tables = createSlipTables(path.join(__dirname, "slips.json"));
serveEngine(channel, createHandlers(load, openCacheFolder(), { words, tables }));
