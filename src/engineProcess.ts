import { createHandlers } from "./engine/handlers";
import { createParentChannel } from "./engine/parentChannel";
import { serveEngine } from "./engine/serveEngine";

/** Entry of the engine's process: forked by its owner, ends with it. */
const channel = createParentChannel();
channel.onClose(() => process.exit());
// Ctrl-C reaches every process of a terminal; this one ends when its owner says so.
process.on("SIGINT", () => undefined);
serveEngine(
  channel,
  // Loaded with the first model: where the native library is missing, the request says so and the process lives on.
  createHandlers(async (folder) => (await import("./engine/onnxModel")).createOnnxModel(folder)),
);
