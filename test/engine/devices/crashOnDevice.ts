import { chooseDevice } from "../../../src/engine/devices/chooseDevice";
import { DeviceVerdicts } from "../../../src/engine/devices/deviceVerdicts";
import type { Trial } from "../../../src/engine/devices/probeDevice";
import { CPU, selectDevice } from "../../../src/engine/protocol/device";

/** A process that a driver ends while it chooses a device. Arguments: the folder and the identity of the verdicts. */
const [, , folder = "", identity = ""] = process.argv;

const trial: Trial = {
  run: () => Promise.resolve([Float32Array.of(1)]),
  dispose: () => Promise.resolve(),
};

function crash(): never {
  process.kill(process.pid, "SIGKILL");
  for (;;);
}

void chooseDevice({
  processor: CPU,
  devices: [selectDevice("webgpu")],
  verdicts: new DeviceVerdicts(folder, identity),
  trials: {
    open: (_, device) => (device === CPU ? Promise.resolve(trial) : crash()),
    openUsual: () => Promise.resolve(trial),
  },
  start: () => Promise.resolve(),
  turn: () => Promise.resolve(),
});
