import { createHandlers } from "./engine/handlers";
import { findCacheFolder } from "./engine/findCacheFolder";
import { createParentChannel } from "./engine/parentChannel";
import { serveEngine } from "./engine/serveEngine";

/** Entry of the engine's process: forked by its owner, ends with it. */
serveEngine(
  createParentChannel(),
  // Loaded with the first model: where the native library is missing, the request says so and the process lives on.
  createHandlers(async (folder) => (await import("./engine/onnxModel")).createOnnxModel(folder), findCacheFolder()),
);
