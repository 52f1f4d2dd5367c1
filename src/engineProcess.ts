import { parseArgs } from "node:util";
import { isDeviceChoice } from "./engine/device";
import { findCacheFolder } from "./engine/findCacheFolder";
import { createHandlers } from "./engine/handlers";
import type { LoadModel } from "./engine/modelStore";
import { createParentChannel } from "./engine/parentChannel";
import type { FromEngine } from "./engine/protocol";
import { serveEngine } from "./engine/serveEngine";

/** Entry of the engine's process: forked by its owner with `--device`, ends with it. */
const channel = createParentChannel();
const { device } = parseArgs({ options: { device: { type: "string", default: "cpu" } } }).values;
if (!isDeviceChoice(device)) throw new Error(`engine: --device is "${device}"`);

const load: LoadModel = async (folder) => {
  // Loaded with the first model: where the native library is missing, the request says so and the process lives on.
  const { createOnnxModel } = await import("./engine/onnxModel");
  return createOnnxModel(folder, {
    device,
    precision: "auto",
    onFallback: (info) => channel.send({ kind: "fallback", info } satisfies FromEngine),
  });
};
serveEngine(channel, createHandlers(load, findCacheFolder()));
