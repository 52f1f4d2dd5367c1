import type { Checkpoint } from "../checkpoint/checkpoint";
import { buildGraph, type Wanted } from "../graph/buildGraph";
import type { GraphWeights } from "../graph/graphWeights";
import type { ModelInfo, ModelOutput, ModelRequest } from "../tasks/model";
import { CPU, type Device } from "./device";
import type { Heads } from "./headRunner";
import type { OnnxRuntime } from "./onnxRuntime";
import { BATCH_TOKENS } from "./planBatches";
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

/** Graphs of heads, all of which are kept. */
const HEAD_SESSIONS = 2;

/** Tokens of one run where a long run costs little more than a short one; not measured on any card. */
const DEVICE_BATCH_TOKENS = 1024;

export function findBatchTokens(device: Device): number {
  return device === CPU ? BATCH_TOKENS : DEVICE_BATCH_TOKENS;
}

/** All heads of a checkpoint on one device. Sessions are made with the first request that needs them. */
export function createHeads(options: HeadsOptions): Heads {
  const { checkpoint, graphWeights, precision, device, threads, runtime, weights = "packed" } = options;
  const sessions = new SessionPool(HEAD_SESSIONS);
  const open = (wanted: Wanted) => {
    const graph = buildGraph(checkpoint, wanted, graphWeights);
    return runtime.createSession({ graph, weightsFolder: graphWeights.folder, device, threads, weights });
  };
  return {
    precision,
    listGraphs: () => planHeads(checkpoint, precision).map((wanted) => buildGraph(checkpoint, wanted, graphWeights)),
    run: async (request) => {
      let output: ModelOutput = {};
      for (const wanted of planHeads(checkpoint, precision)) {
        const asked = pickHeads(request, wanted);
        if (asked === undefined) continue;
        const batchTokens = wanted.batch === true ? findBatchTokens(device) : 0;
        const found = await sessions.use(
          JSON.stringify(wanted),
          () => open(wanted),
          (session) => runHeads(session, asked, batchTokens),
        );
        output = { ...output, ...found };
      }
      return output;
    },
    dispose: () => sessions.dispose(),
  };
}

/**
 * The graphs that serve the checkpoint's heads: in a run, a head of no rows costs nothing. In int8 the classifier has
 * one of its own: it reads documents, sentence after sentence, so it pays for batches; the others are asked for one
 * answer and have the faster products.
 */
function planHeads({ heads }: Checkpoint, precision: ModelInfo["precision"]): readonly Wanted[] {
  const words = { mlm: heads.mlm.present, nsp: heads.nsp.present };
  const classifier = { classifier: heads.classifier.present };
  const all: readonly Wanted[] =
    precision === "fp32" ? [{ ...words, ...classifier, batch: true }] : [words, { ...classifier, batch: true }];
  return all.filter(({ mlm, nsp, classifier }) => mlm === true || nsp === true || classifier === true);
}

/** The part of a request that a graph of these heads answers, if any. */
function pickHeads({ inputs, mlm, top, nsp, classifier }: ModelRequest, wanted: Wanted): ModelRequest | undefined {
  const picked = {
    ...(wanted.mlm === true && mlm && { mlm, ...(top !== undefined && { top }) }),
    ...(wanted.nsp === true && nsp === true && { nsp }),
    ...(wanted.classifier === true && classifier === true && { classifier }),
  };
  return Object.keys(picked).length === 0 ? undefined : { inputs, ...picked };
}
