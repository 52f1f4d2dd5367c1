import { buildGraph } from "../../../graph/buildGraph";
import { locateWeights } from "../../../graph/graphWeights";
import type { ModelOutput, ModelRequest } from "../../../tasks/model/model";
import type { DeviceSearch } from "../../devices/chooseDevice";
import { openVerdicts } from "../../devices/deviceVerdicts";
import type { Trial, Trials } from "../../devices/probeDevice";
import { CPU, type Device } from "../../protocol/device";
import type { Turn } from "../../steps/scheduler";
import { createExactWeights } from "../../weights/createExactWeights";
import { createReadouts, type ReadoutOptions } from "../createReadouts";
import type { Readouts } from "../readouts";
import { runStates } from "../runStates";
import { buildInput, buildRequests } from "./tryModel";

type TrialOptions = Pick<ReadoutOptions, "checkpoint" | "threads" | "runtime">;

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
