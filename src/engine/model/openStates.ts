import { buildGraph, listPresent } from "../../graph/buildGraph";
import { locateWeights } from "../../graph/graphWeights";
import type { Wanted } from "../../graph/wanted";
import type { ModelOutput, ModelRequest } from "../../tasks/model/model";
import type { OnnxSession } from "../sessions/onnxSession";
import { SessionPool } from "../sessions/sessionPool";
import { createReadouts, type ReadoutOptions } from "./createReadouts";
import type { WeightsInUse } from "./prepareWeights";
import { runLayers } from "./runLayers";
import { runStates } from "./runStates";

export type StatesOptions = Pick<ReadoutOptions, "checkpoint" | "threads" | "runtime"> & WeightsInUse;

/** What is looked at: hidden states and attention of a model, and readouts that are computed like these. */
export interface States extends Pick<WeightsInUse, "precision"> {
  run(request: ModelRequest): Promise<ModelOutput>;
  /** Readouts of every layer, and those that are computed in another precision than they are otherwise. */
  runReadouts(request: ModelRequest): Promise<ModelOutput>;
  dispose(): Promise<void>;
}

/** Graphs kept for hidden states and attention: a reader of the panel goes back and forth between a few layers. */
const STATE_SESSIONS = 4;

/** Computes on the processor. The first request for a set of layers, or for readouts, makes their session. */
export function openStates({ weights, precision, ...shared }: StatesOptions): States {
  const { checkpoint, threads, runtime } = shared;
  const { graphWeights, openSession, verify } = weights;
  const { processor: device } = runtime;
  const readouts = createReadouts({ ...shared, ...weights, device, precision });
  const sessions = new SessionPool(STATE_SESSIONS);
  const load = (wanted: Wanted): Promise<OnnxSession> => {
    const graph = buildGraph(checkpoint, wanted, graphWeights);
    const place = locateWeights(graphWeights);
    return openSession(() => runtime.createSession({ graph, ...place, device, threads, weights: "shared" }));
  };
  const use = async <R>(wanted: Wanted, ask: (session: OnnxSession) => Promise<R>): Promise<R> => {
    await verify();
    const output = await sessions.use(JSON.stringify(wanted), () => load(wanted), ask);
    await verify();
    return output;
  };
  const run = (request: ModelRequest) => use(listStates(request), (session) => runStates(session, request));
  return {
    precision,
    run,
    runReadouts: async (request) => {
      const { layers, inputs } = request;
      if (layers === undefined) return readouts.run(request);
      const { hidden } = await run({ inputs, hidden: layers });
      return use({ ...listPresent(checkpoint), states: true }, (session) =>
        runLayers(session, request, hidden?.[0] ?? []),
      );
    },
    dispose: async () => {
      await readouts.dispose();
      await sessions.dispose();
    },
  };
}

function listStates({ hidden = [], attention = [], products = [], queries = [] }: ModelRequest): Wanted {
  const list = (layers: readonly number[]) => [...new Set(layers)].sort((a, b) => a - b);
  return {
    hidden: list(hidden),
    attention: list(attention),
    ...(products.length > 0 && { products: list(products) }),
    ...(queries.length > 0 && { queries: list(queries) }),
  };
}
