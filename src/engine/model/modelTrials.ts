import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { CheckpointError } from "../../checkpoint/files/checkpointError";
import { buildGraph } from "../../graph/buildGraph";
import { locateWeights } from "../../graph/graphWeights";
import { type Model, ModelError, type ModelInput, type ModelOutput, type ModelRequest } from "../../tasks/model/model";
import type { DeviceSearch } from "../devices/chooseDevice";
import { openVerdicts } from "../devices/deviceVerdicts";
import { summarizeError, type Trial, type Trials } from "../devices/probeDevice";
import { CPU, type Device } from "../protocol/device";
import type { Turn } from "../steps/scheduler";
import { createExactWeights } from "../weights/createExactWeights";
import { createReadouts, type ReadoutOptions } from "./createReadouts";
import type { Readouts } from "./readouts";
import { runStates } from "./runStates";

type TrialOptions = Pick<ReadoutOptions, "checkpoint" | "threads" | "runtime">;

/** Tokens of the one input of a trial: a sentence of medium length. */
const TRIAL_TOKENS = 64;

/** Best pieces that a trial asks for, as fill-mask does. */
const TRIAL_TOP = 10;

/**
 * Assembles the search for the model's best device.
 *
 * @param usual - The readouts that answer on the CPU.
 * @throws {ModelError} `no-device` if verdicts cannot be kept.
 */
export async function prepareSearch(
  { cacheFolder, turn, ...options }: TrialOptions & { readonly cacheFolder: string; readonly turn: Turn },
  usual: Readouts,
): Promise<Omit<DeviceSearch, "start">> {
  const { checkpoint, runtime } = options;
  const verdicts = await openVerdicts({ checkpoint, runtime, cacheFolder, graphs: listGraphs(checkpoint, usual) });
  return {
    processor: runtime.processor,
    devices: runtime.devices,
    verdicts,
    trials: createTrials(options, usual),
    turn,
  };
}

/** What a trial runs. */
function listGraphs({ readouts: { slips } }: TrialOptions["checkpoint"], usual: Readouts): readonly Uint8Array[] {
  return usual.listGraphs(slips.present ? "slips" : "usual");
}

function createTrials(options: TrialOptions, usual: Readouts): Trials {
  const requests = buildRequests(options);
  return {
    open: async (part, device) => {
      if (part === "layer") return openLayer(options, device);
      const readouts = await (device === CPU ? createExactReadouts : openDeviceReadouts)(options, device);
      return tryReadouts(readouts, requests);
    },
    // Not disposed: they go on answering, whatever the trial finds.
    openUsual: () => Promise.resolve({ ...tryReadouts(usual, requests), dispose: () => Promise.resolve() }),
  };
}

/** The readouts on a device, after their first run, which is slow. */
export async function openDeviceReadouts(options: TrialOptions, device: Device): Promise<Readouts> {
  const readouts = createExactReadouts(options, device);
  try {
    await tryReadouts(readouts, buildRequests(options)).run();
    return readouts;
  } catch (error) {
    await readouts.dispose();
    throw error;
  }
}

/** Uses the checkpoint's own weights: only the CPU runs int8. */
function createExactReadouts(options: TrialOptions, device: Device): Readouts {
  const { graphWeights, openSession, verify } = createExactWeights(options.checkpoint);
  // On the CPU these are compared but not timed, so they need no copy of the weights.
  const weights = device === CPU ? "shared" : "folded";
  return createReadouts({ ...options, device, graphWeights, openSession, verify, precision: "fp32", weights });
}

function tryReadouts(readouts: Readouts, requests: readonly ModelRequest[]): Trial {
  return {
    run: async () => {
      const outputs: ModelOutput[] = [];
      for (const request of requests) outputs.push(await readouts.run(request));
      return outputs.flatMap((output) => [
        ...(output.candidates ?? []),
        ...(output.actions ?? []),
        ...(output.mlm ?? []),
        ...(output.top ?? []).map(({ logProbabilities }) => logProbabilities),
        ...(output.nsp ?? []),
        ...(output.classifier ?? []),
        ...(output.answers ?? []),
        ...(output.tags ?? []),
      ]);
    },
    dispose: () => readouts.dispose(),
  };
}

/**
 * Has a model answer once: a checkpoint may be valid in every part and yet compute nothing that is a number.
 *
 * @throws {ModelError} `failed`, naming the folder; {CheckpointError} `changed`.
 */
export async function tryModel(checkpoint: Checkpoint, run: Model["run"]): Promise<void> {
  const { layers } = checkpoint.config;
  // Without readouts a model still gives vectors.
  const states: ModelRequest = { inputs: [buildInput({ checkpoint })], hidden: [layers] };
  const requests = Object.values(checkpoint.readouts).some(({ present }) => present)
    ? buildRequests({ checkpoint })
    : [states];
  try {
    for (const request of requests) await run(request);
  } catch (cause) {
    if (cause instanceof CheckpointError) throw cause;
    throw new ModelError(
      "failed",
      l10n.t("{0}: the model loads but does not answer: {1}", checkpoint.folder, summarizeError(cause)),
      {
        cause,
      },
    );
  }
}

async function openLayer(options: TrialOptions, device: Device): Promise<Trial> {
  const { checkpoint, threads, runtime } = options;
  const { graphWeights, openSession } = createExactWeights(checkpoint);
  const session = await openSession(() =>
    runtime.createSession({
      graph: buildGraph(checkpoint, { hidden: [1] }, graphWeights),
      ...locateWeights(graphWeights),
      device,
      threads,
      weights: "folded",
    }),
  );
  const request = { inputs: [buildInput(options)], hidden: [1] };
  return {
    run: async () => (await runStates(session, request)).hidden?.flat() ?? [],
    dispose: () => session.dispose(),
  };
}

/** An input that is nobody's text: ids drawn evenly from the vocabulary. */
function buildInput({ checkpoint: { config } }: Pick<TrialOptions, "checkpoint">): ModelInput {
  const tokens = Math.min(TRIAL_TOKENS, config.maxTokens);
  const ids = Array.from({ length: tokens }, (_, i) => Math.floor((i * config.embeddingRows) / tokens));
  return { ids, segments: ids.map(() => 0) };
}

/** Requests for every readout, in the forms in which tasks ask for it. */
function buildRequests(options: Pick<TrialOptions, "checkpoint">): readonly ModelRequest[] {
  const { checkpoint } = options;
  const { mlm, nsp, classifier, answers, tags, slips } = checkpoint.readouts;
  const inputs = [buildInput(options)];
  const others = {
    ...(nsp.present && { nsp: true }),
    ...(classifier.present && { classifier: true }),
    ...(answers.present && { answers: true as const }),
    ...(tags.present && { tags: true as const }),
  };
  const place = { mlm: [{ input: 0, position: 1 }] };
  const top = Math.min(TRIAL_TOP, checkpoint.config.embeddingRows);
  // A checkpoint that was taught to find slips will be asked for them. This comes first, so that one session is made.
  const ofSlips: readonly ModelRequest[] = slips.present
    ? [{ inputs, actions: true, ...(mlm.present && { candidates: [{ input: 0, position: 1, pieces: [0] }] }) }]
    : [];
  return mlm.present
    ? [...ofSlips, { inputs, ...place, ...others }, { inputs, ...place, top }]
    : [...ofSlips, { inputs, ...others }];
}
