import type { DeviceSearch } from "../../../src/engine/devices/chooseDevice";
import type { DeviceVerdicts } from "../../../src/engine/devices/deviceVerdicts";
import type { Trial, Trials } from "../../../src/engine/devices/probeDevice";
import { CPU, type Device } from "../../../src/engine/protocol/device";
import { ModelError } from "../../../src/tasks/model/model";

/** How a made-up device behaves. The CPU answers [1, 2] in 2 ms, and one layer [1] in 1 ms. */
export interface Behaviour {
  readonly ms?: number;
  readonly difference?: number;
  readonly failsToOpen?: string;
  readonly failsToRun?: string;
  readonly failsToStart?: string;
}

/** A search among made-up devices, and what it did so far. */
export interface FakeSearch extends DeviceSearch {
  readonly log: readonly string[];
  /** Number of trials that are not disposed. */
  countOpen(): number;
}

export function createFakeSearch(behaviours: ReadonlyMap<Device, Behaviour>, verdicts: DeviceVerdicts): FakeSearch {
  const log: string[] = [];
  let open = 0;

  function createTrial(outputs: readonly number[], { ms = 0, failsToRun }: Behaviour): Trial {
    open += 1;
    return {
      run: () => {
        if (failsToRun !== undefined) return Promise.reject(new ModelError("failed", failsToRun));
        spend(ms);
        return Promise.resolve([Float32Array.from(outputs)]);
      },
      dispose: () => {
        open -= 1;
        return Promise.resolve();
      },
    };
  }

  const trials: Trials = {
    open: (part, device) => {
      log.push(`open ${part} on ${device.name}`);
      const outputs = part === "layer" ? [1] : [1, 2];
      if (device === CPU) return Promise.resolve(createTrial(outputs, { ms: 1 }));
      const behaviour = behaviours.get(device) ?? {};
      const { failsToOpen, difference = 0 } = behaviour;
      if (failsToOpen !== undefined) return Promise.reject(new ModelError("failed", failsToOpen));
      return Promise.resolve(
        createTrial(
          outputs.map((value) => value + difference),
          behaviour,
        ),
      );
    },
    openUsual: () => Promise.resolve(createTrial([1, 2], { ms: 2 })),
  };
  return {
    processor: CPU,
    devices: [...behaviours.keys()],
    verdicts,
    trials,
    start: (device) => {
      log.push(`start ${device.name}`);
      const reason = behaviours.get(device)?.failsToStart;
      return reason === undefined ? Promise.resolve() : Promise.reject(new Error(reason));
    },
    turn: () => Promise.resolve(),
    log,
    countOpen: () => open,
  };
}

/** Holds the thread, as a real run does. */
function spend(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
