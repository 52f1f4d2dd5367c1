import { createEngineClient, type EngineClient } from "../../src/engine/client/engineClient";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import { createHandlers } from "../../src/engine/serve/handlers";
import { serveEngine } from "../../src/engine/serve/serveEngine";
import { createChannelPair } from "../engine/channels/createChannelPair";

/**
 * An engine that answers requests as the editor and the command line send them, in float32. The caller disposes it.
 *
 * @param cacheFolder - Keeps answers between two engines. Default: nothing is kept.
 */
export function openEngine(cacheFolder?: string): EngineClient {
  return createEngineClient({
    open: () => {
      const [owner, engine] = createChannelPair();
      // Without a precision, a model computes in float32.
      serveEngine(
        engine,
        createHandlers((folder) => createOnnxModel(folder), cacheFolder),
      );
      return owner;
    },
  });
}
