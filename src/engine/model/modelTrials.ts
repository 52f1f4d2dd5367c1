import { buildGraph } from "../../graph/buildGraph";
import { checkpointWeights } from "../../graph/graphWeights";
import type { ModelInput, ModelOutput, ModelRequest } from "../../tasks/model/model";
import type { DeviceSearch } from "../devices/chooseDevice";
import { CPU, type Device } from "../protocol/device";
import { openVerdicts } from "../devices/deviceVerdicts";
import type { Heads } from "./headRunner";
import { createHeads, type HeadsOptions } from "./modelHeads";
import type { Trial, Trials } from "../devices/probeDevice";
import { runStates } from "./runStates";
import type { Turn } from "../steps/scheduler";

type TrialOptions = Pick<HeadsOptions, "checkpoint" | "threads" | "runtime">;

/** Tokens of the one input: a sentence of some length. */
const TRIAL_TOKENS = 64;

/** The best pieces that a trial asks for, as fill-mask does. */
const TRIAL_TOP = 10;

/**
 * What a device for the model is searched with.
 *
 * @param usual - The heads as they answer on the CPU.
 * @throws {ModelError} `no-device` where verdicts cannot be kept.
 */
export async function prepareSearch(
  { cacheFolder, turn, ...options }: TrialOptions & { readonly cacheFolder: string; readonly turn: Turn },
  usual: Heads,
): Promise<Omit<DeviceSearch, "start">> {
  const { checkpoint, runtime } = options;
  const verdicts = await openVerdicts({ checkpoint, runtime, cacheFolder, graphs: usual.listGraphs() });
  return { devices: runtime.devices, verdicts, trials: createTrials(options, usual), turn };
}

function createTrials(options: TrialOptions, usual: Heads): Trials {
  const requests = buildRequests(options);
  return {
    open: async (part, device) => {
      if (part === "layer") return openLayer(options, device);
      return tryHeads(await (device === CPU ? createExactHeads : openDeviceHeads)(options, device), requests);
    },
    // Used on, whatever comes out.
    openUsual: () => Promise.resolve({ ...tryHeads(usual, requests), dispose: () => Promise.resolve() }),
  };
}

/** The heads on a device, after their first run, which is slow. */
export async function openDeviceHeads(options: TrialOptions, device: Device): Promise<Heads> {
  const heads = createExactHeads(options, device);
  try {
    await tryHeads(heads, buildRequests(options)).run();
    return heads;
  } catch (error) {
    await heads.dispose();
    throw error;
  }
}

/** With the checkpoint's own weights: int8 serves the CPU alone. */
function createExactHeads(options: TrialOptions, device: Device): Heads {
  const graphWeights = checkpointWeights(options.checkpoint);
  // On the CPU they are compared and not timed, and need no copy of the weights.
  const weights = device === CPU ? "shared" : "folded";
  return createHeads({ ...options, device, graphWeights, precision: "fp32", weights });
}

function tryHeads(heads: Heads, requests: readonly ModelRequest[]): Trial {
  return {
    run: async () => {
      const outputs: ModelOutput[] = [];
      for (const request of requests) outputs.push(await heads.run(request));
      return outputs.flatMap(({ mlm = [], top = [], nsp = [], classifier = [] }) => [
        ...mlm,
        ...top.map(({ logProbabilities }) => logProbabilities),
        ...nsp,
        ...classifier,
      ]);
    },
    dispose: () => heads.dispose(),
  };
}

async function openLayer(options: TrialOptions, device: Device): Promise<Trial> {
  const { checkpoint, threads, runtime } = options;
  const graphWeights = checkpointWeights(checkpoint);
  const session = await runtime.createSession({
    graph: buildGraph(checkpoint, { hidden: [1] }, graphWeights),
    weightsFolder: graphWeights.folder,
    device,
    threads,
    weights: "folded",
  });
  const request = { inputs: [buildInput(options)], hidden: [1] };
  return {
    run: async () => (await runStates(session, request)).hidden?.flat() ?? [],
    dispose: () => session.dispose(),
  };
}

/** Of nobody's text: ids drawn evenly from the vocabulary. */
function buildInput({ checkpoint: { config } }: TrialOptions): ModelInput {
  const tokens = Math.min(TRIAL_TOKENS, config.maxTokens);
  const ids = Array.from({ length: tokens }, (_, i) => Math.floor((i * config.embeddingRows) / tokens));
  return { ids, segments: ids.map(() => 0) };
}

/** Every head, in the forms in which tasks ask for it. */
function buildRequests(options: TrialOptions): readonly ModelRequest[] {
  const { checkpoint } = options;
  const { mlm, nsp, classifier } = checkpoint.heads;
  const inputs = [buildInput(options)];
  const pooled = { ...(nsp.present && { nsp: true }), ...(classifier.present && { classifier: true }) };
  const place = { mlm: [{ input: 0, position: 1 }] };
  const top = Math.min(TRIAL_TOP, checkpoint.config.embeddingRows);
  return mlm.present
    ? [
        { inputs, ...place, ...pooled },
        { inputs, ...place, top },
      ]
    : [{ inputs, ...pooled }];
}
