import { buildGraph, type Wanted } from "../../graph/buildGraph";
import type { ModelOutput, ModelRequest } from "../../tasks/model/model";
import { CPU } from "../protocol/device";
import type { OnnxSession } from "../sessions/onnxSession";
import { SessionPool } from "../sessions/sessionPool";
import type { PreparedWeights } from "../weights/preparedWeights";
import type { ReadoutOptions } from "./createReadouts";
import { runStates } from "./runStates";

export type StatesOptions = Pick<ReadoutOptions, "checkpoint" | "threads" | "runtime"> & {
  readonly weights: PreparedWeights;
};

/** Hidden states and attention of a model. */
export interface States {
  run(request: ModelRequest): Promise<ModelOutput>;
  dispose(): Promise<void>;
}

/** Graphs kept for hidden states and attention: a reader of the panel goes back and forth between a few layers. */
const STATE_SESSIONS = 4;

/** Computes hidden states and attention on the CPU. The first request for a set of layers makes their session. */
export function openStates({ checkpoint, threads, runtime, weights }: StatesOptions): States {
  const { graphWeights, openSession, verify } = weights;
  const sessions = new SessionPool(STATE_SESSIONS);
  const load = (wanted: Wanted): Promise<OnnxSession> => {
    const graph = buildGraph(checkpoint, wanted, graphWeights);
    const { folder: weightsFolder } = graphWeights;
    return openSession(() => runtime.createSession({ graph, weightsFolder, device: CPU, threads, weights: "shared" }));
  };
  return {
    run: async (request) => {
      const wanted = listStates(request);
      await verify();
      const output = await sessions.use(
        JSON.stringify(wanted),
        () => load(wanted),
        (session) => runStates(session, request),
      );
      await verify();
      return output;
    },
    dispose: () => sessions.dispose(),
  };
}

function listStates({ hidden = [], attention = [] }: ModelRequest): Wanted {
  const list = (layers: readonly number[]) => [...new Set(layers)].sort((a, b) => a - b);
  return { hidden: list(hidden), attention: list(attention) };
}
