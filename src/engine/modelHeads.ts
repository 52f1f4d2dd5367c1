import type { Checkpoint } from "../checkpoint/checkpoint";
import { buildGraph, type Wanted } from "../graph/buildGraph";
import type { GraphWeights } from "../graph/graphWeights";
import type { ModelInfo, ModelRequest } from "../tasks/model";
import type { Device } from "./device";
import type { Heads } from "./headRunner";
import type { OnnxRuntime } from "./onnxRuntime";
import { findBatchTokens } from "./planBatches";
import { runHeads } from "./runHeads";
import { SessionPool } from "./sessionPool";

export interface HeadsOptions {
  readonly checkpoint: Checkpoint;
  readonly graphWeights: GraphWeights;
  readonly precision: ModelInfo["precision"];
  readonly device: Device;
  readonly threads: number;
  readonly runtime: OnnxRuntime;
  /** "packed" unless said. */
  readonly weights?: "packed" | "shared";
}

/** All heads of a checkpoint on one device. Sessions are made with the first request that needs them. */
export function createHeads(options: HeadsOptions): Heads {
  const { checkpoint, graphWeights, precision, device, threads, runtime, weights = "packed" } = options;
  const sessions = new SessionPool(1);
  const wanted = listHeads(checkpoint);
  const build = () => buildGraph(checkpoint, wanted, graphWeights);
  const open = () =>
    runtime.createSession({ graph: build(), weightsFolder: graphWeights.folder, device, threads, weights });
  return {
    precision,
    listGraphs: () => (hasHead(wanted) ? [build()] : []),
    run: (request) => {
      if (!asksHeads(request)) return Promise.resolve({});
      return sessions.use("", open, (session) =>
        runHeads(session, request, findBatchTokens(checkpoint.config, device)),
      );
    },
    dispose: () => sessions.dispose(),
  };
}

/**
 * All heads of the checkpoint are in one graph: in a run, a head of no rows costs nothing. Each row of an input has a
 * scale of its own in int8, for fills too, which run alone: with one scale a run they were a quarter faster, and the
 * bundled model's first choice was that of fp32 for 96 in 100 words instead of 97 (before its weights were rounded).
 */
function listHeads({ heads }: Checkpoint): Wanted {
  const { mlm, nsp, classifier } = heads;
  return { mlm: mlm.present, nsp: nsp.present, classifier: classifier.present, batch: true };
}

function hasHead({ mlm = false, nsp = false, classifier = false }: Wanted): boolean {
  return mlm || nsp || classifier;
}

function asksHeads({ mlm, nsp = false, classifier = false }: ModelRequest): boolean {
  return mlm !== undefined || nsp || classifier;
}
