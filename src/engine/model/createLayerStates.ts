import { buildGraph, hiddenOutput } from "../../graph/buildGraph";
import { locateWeights } from "../../graph/graphWeights";
import { ModelError, type ModelInput, type ModelOutput, type ModelRequest } from "../../tasks/model/model";
import type { OnnxSession } from "../sessions/onnxSession";
import { openAtOnce } from "../sessions/openSession";
import { requireFloats } from "../sessions/requireFloats";
import { SessionPool } from "../sessions/sessionPool";
import type { Batching } from "../steps/batching";
import { computeBatchTokens } from "../steps/computeBatchTokens";
import { BATCH_TOKENS, planBatches } from "../steps/planBatches";
import { checkRequest } from "./checkRequest";
import type { ReadoutOptions } from "./createReadouts";
import { createTeam } from "./createTeam";
import { feed, join } from "./feeds";

export type LayerStatesOptions = Omit<ReadoutOptions, "device">;

/** The hidden states of one layer, for many sequences. */
export interface LayerStates extends Batching {
  /** Bytes of the `.onnx` file that is run. */
  buildGraph(): Uint8Array;
  run(request: ModelRequest): Promise<ModelOutput>;
  dispose(): Promise<void>;
}

/**
 * Computes on the processor, in sessions that hold their weights packed, unlike those for looking: only then does a product of
 * several sequences give each of them what it gives it alone.
 *
 * @param layer - 0..L, as in `ModelRequest`; each request must ask for this one.
 */
export function createLayerStates(options: LayerStatesOptions, layer: number): LayerStates {
  const { checkpoint, graphWeights, precision, threads, runtime } = options;
  const { openSession = openAtOnce, verify = () => undefined } = options;
  const { processor: device } = runtime;
  const { weights = precision === "int8" ? "packed" : "folded" } = options;
  const build = () => buildGraph(checkpoint, { hidden: [layer] }, graphWeights);
  const ownTokens = computeBatchTokens(checkpoint.config, device);
  const sessions = new SessionPool(1);
  const team = createTeam({ ...options, openSession, weights }, build);
  const open = () =>
    openSession(() =>
      runtime.createSession({ graph: build(), ...locateWeights(graphWeights), device, threads, weights }),
    );
  const check = async (request: ModelRequest, run: () => Promise<ModelOutput>) => {
    checkRequest(checkpoint, request);
    await verify();
    const output = await run();
    await verify();
    return output;
  };
  const states: LayerStates = {
    buildGraph: build,
    get batchTokens() {
      return team.isWanted ? Math.max(ownTokens, BATCH_TOKENS) : ownTokens;
    },
    get parallel() {
      return team.size > 1 ? team.size + 1 : 1;
    },
    expect: (sequences) => team.expect(sequences),
    run: (request) =>
      check(request, () =>
        sessions.use("", open, (session) => runLayer(session, request, { layer, batchTokens: ownTokens })),
      ),
    runBeside: async (request) => {
      if (team.size < 2) return states.run(request);
      try {
        return await check(request, () => runLayer(team, request, { layer, batchTokens: states.batchTokens }));
      } catch {
        // If the fault is in the request, it fails again here.
        await team.fail();
        return states.run(request);
      }
    },
    dispose: async () => {
      await team.dispose();
      await sessions.dispose();
    },
  };
  return states;
}

/** @throws {ModelError} `bad-request` for another layer. */
async function runLayer(
  session: Pick<OnnxSession, "run">,
  { inputs, hidden }: ModelRequest,
  { layer, batchTokens }: { readonly layer: number; readonly batchTokens: number },
): Promise<ModelOutput> {
  if (hidden?.length !== 1 || hidden[0] !== layer) {
    // eslint-disable-next-line language/untranslated -- a fault of the program
    throw new ModelError("bad-request", `hidden layers ${hidden?.join(", ") ?? "none"}, expected ${layer}`);
  }
  const found: (readonly Float32Array[])[] = [];
  const lengths = inputs.map(({ ids }) => ids.length);
  for (const batch of planBatches(lengths, batchTokens)) {
    const read = batch.flatMap((index) => inputs[index] ?? []);
    const states = requireFloats(await session.run(feedBatch(read)), hiddenOutput(layer)); // [B, T, H]
    const size = states.length / batch.length;
    for (const [row, index] of batch.entries()) found[index] = [states.subarray(row * size, (row + 1) * size)];
  }
  return { hidden: found };
}

/** @param inputs - Sequences of one length, T. */
function feedBatch(inputs: readonly ModelInput[]) {
  const shape = [inputs.length, inputs[0]?.ids.length ?? 0];
  return {
    ids: feed(
      join(inputs, ({ ids }) => ids),
      shape,
    ),
    segments: feed(
      join(inputs, ({ segments }) => segments),
      shape,
    ),
  };
}
