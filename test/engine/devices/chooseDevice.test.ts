import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  chooseDevice,
  forceDevice,
  type ChosenDevice,
  type DeviceSearch,
} from "../../../src/engine/devices/chooseDevice";
import { CPU, selectDevice, type Device } from "../../../src/engine/protocol/device";
import { DeviceVerdicts, type Verdict } from "../../../src/engine/devices/deviceVerdicts";
import type { Trial, Trials } from "../../../src/engine/devices/probeDevice";
import { ModelError } from "../../../src/tasks/model/model";
import { bundleEntry } from "../channels/bundleEntry";

const CUDA = selectDevice("cuda");
const WEBGPU = selectDevice("webgpu");

const IDENTITY = "a model, a driver";

/** How a device that is made up behaves; the CPU answers [1, 2] in 2 ms, one layer [1] in 1 ms. */
interface Behaviour {
  readonly ms?: number;
  readonly difference?: number;
  readonly failsToOpen?: string;
  readonly failsToRun?: string;
  readonly failsToStart?: string;
}

/** Holds the thread, as a run does. */
function spend(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe("chooseDevice", () => {
  let folder: string;
  let log: string[];
  /** Trials that are not disposed. */
  let open: number;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-devices-"));
    log = [];
    open = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function createVerdicts(identity = IDENTITY): DeviceVerdicts {
    return new DeviceVerdicts(folder, identity);
  }

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

  function search(behaviours: ReadonlyMap<Device, Behaviour>, verdicts = createVerdicts()): DeviceSearch {
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
      devices: [...behaviours.keys()],
      verdicts,
      trials,
      start: (device) => {
        log.push(`start ${device.name}`);
        const reason = behaviours.get(device)?.failsToStart;
        return reason === undefined ? Promise.resolve() : Promise.reject(new Error(reason));
      },
      turn: () => Promise.resolve(),
    };
  }

  const describeChoice = ({ device, reason }: ChosenDevice) => `${device.name}: ${reason}`;

  for (const { name, devices, says } of [
    { name: "is not there at all", devices: [], says: /^CPU: ONNX Runtime has no other device on this platform$/ },
    {
      name: "agrees and is faster",
      devices: [[WEBGPU, { ms: 0 }]],
      says: /^WebGPU: faster here than the CPU \(.* ms against 2\.\d ms\)$/,
    },
    {
      name: "agrees and is slower",
      devices: [[WEBGPU, { ms: 5 }]],
      says: /^CPU: WebGPU is slower here \(5\.\d ms against 2\.\d ms\)$/,
    },
    {
      name: "is hopeless on one layer",
      devices: [[WEBGPU, { ms: 30 }]],
      says: /^CPU: WebGPU is slower here \(\d+ ms against 1\.\d ms for one layer\)$/,
    },
    {
      name: "disagrees",
      devices: [[WEBGPU, { difference: 0.17 }]],
      says: /^CPU: WebGPU computes other values here \(0\.17 off\)$/,
    },
    {
      name: "gives no number",
      devices: [[WEBGPU, { difference: NaN }]],
      says: /^CPU: WebGPU computes other values here \(Infinity off\)$/,
    },
    {
      name: "throws at creation",
      devices: [[WEBGPU, { failsToOpen: "the model cannot be loaded: x.cc:1 f() ok was false. No\nadapter" }]],
      says: /^CPU: WebGPU cannot be used: No adapter$/,
    },
    {
      name: "throws at run",
      devices: [[WEBGPU, { failsToRun: "the model cannot be run: Name:'Gather_5' Status Message: a.cc:4 Go no f16" }]],
      says: /^CPU: WebGPU failed when it was tried: no f16$/,
    },
    {
      name: "throws when it is to answer",
      devices: [[WEBGPU, { failsToStart: "out of memory" }]],
      says: /^CPU: WebGPU cannot be used: out of memory$/,
    },
    {
      name: "is one of two, of which one is missing",
      devices: [
        [CUDA, { failsToOpen: "no library" }],
        [WEBGPU, { ms: 5 }],
      ],
      says: /^CPU: CUDA cannot be used: no library; WebGPU is slower here/,
    },
    {
      name: "is one of two that are faster",
      devices: [
        [CUDA, { ms: 1 }],
        [WEBGPU, { ms: 0 }],
      ],
      says: /^WebGPU: faster/,
    },
    {
      name: "is one of two that are faster, of which the best does not start",
      devices: [
        [CUDA, { ms: 1 }],
        [WEBGPU, { ms: 0, failsToStart: "out of memory" }],
      ],
      says: /^CUDA: faster/,
    },
  ] as const satisfies readonly { name: string; devices: readonly (readonly [Device, Behaviour])[]; says: RegExp }[]) {
    it(`a device that ${name}`, async () => {
      assert.match(describeChoice(await chooseDevice(search(new Map<Device, Behaviour>(devices)))), says);
      assert.equal(open, 0, "every trial is disposed");
    });
  }

  it("goes by the remembered verdict, and tries again for another driver or model", async () => {
    const faster = new Map<Device, Behaviour>([[WEBGPU, { ms: 0 }]]);
    await chooseDevice(search(faster));
    log = [];
    assert.equal((await chooseDevice(search(faster))).device, WEBGPU);
    assert.deepEqual(log, ["start WebGPU"]);
    log = [];
    await chooseDevice(search(faster, createVerdicts("another driver")));
    assert.ok(log.includes("open readouts on WebGPU"));
  });

  it("remembers what is slower, and not what was missing: it may be installed meanwhile", async () => {
    await chooseDevice(
      search(
        new Map([
          [WEBGPU, { ms: 5 }],
          [CUDA, { failsToOpen: "no library" }],
        ]),
      ),
    );
    log = [];
    const { device } = await chooseDevice(
      search(
        new Map<Device, Behaviour>([
          [WEBGPU, { ms: 0 }],
          [CUDA, { ms: 0 }],
        ]),
      ),
    );
    assert.equal(device, CUDA);
    assert.ok(!log.some((line) => line.includes("WebGPU")), log.join());
  });

  it("never again tries a device that ended the process, and says how to", async () => {
    const verdicts = createVerdicts();
    const script = bundleEntry("crashOnDevice.ts", folder);
    const ended = spawnSync(process.execPath, [script, folder, IDENTITY]);
    assert.notEqual(ended.status, 0);
    const chosen = await chooseDevice(search(new Map([[WEBGPU, { ms: 0 }]])));
    assert.equal(
      describeChoice(chosen),
      `CPU: WebGPU ended the engine when it was tried (remove ${verdicts.path(WEBGPU)} to try again)`,
    );
    await assert.rejects(forceDevice("webgpu", search(new Map([[WEBGPU, { ms: 0 }]]))), { code: "no-device" });
    assert.deepEqual(log, []);
    rmSync(verdicts.path(WEBGPU));
    assert.equal((await chooseDevice(search(new Map([[WEBGPU, { ms: 0 }]])))).device, WEBGPU);
  });

  it("leaves alone what another process tries now", async () => {
    const verdicts = createVerdicts();
    writeFileSync(verdicts.path(WEBGPU), JSON.stringify({ kind: "trying", pid: process.ppid }));
    const chosen = await chooseDevice(search(new Map([[WEBGPU, { ms: 0 }]])));
    assert.equal(describeChoice(chosen), "CPU: WebGPU is being tried by another process");
  });

  for (const note of ["", "{", "null", "5", `{"kind":"works"}`, `{"kind":"works","deviceMs":"1","cpuMs":2}`]) {
    it(`tries as if for the first time with a verdict that is no verdict: ${note}`, async () => {
      const verdicts = createVerdicts();
      writeFileSync(verdicts.path(WEBGPU), note);
      assert.equal((await chooseDevice(search(new Map([[WEBGPU, { ms: 0 }]])))).device, WEBGPU);
    });
  }

  it("stops when its work is cancelled, and leaves no note that counts as a crash", async () => {
    const cancelled = new Error("cancelled");
    const whole = search(new Map([[WEBGPU, { ms: 0 }]]));
    for (const allowed of [0, 1, 2]) {
      let turns = 0;
      const turn = () => (turns++ === allowed ? Promise.reject(cancelled) : Promise.resolve());
      await assert.rejects(chooseDevice({ ...whole, turn }), cancelled);
    }
    assert.equal((await chooseDevice(whole)).device, WEBGPU);
  });
});

describe("forceDevice", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), "cloze-devices-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function search(behaviour: Behaviour, devices: readonly Device[] = [WEBGPU]): DeviceSearch {
    const open = (device: Device): Promise<Trial> => {
      if (device !== CPU && behaviour.failsToOpen !== undefined)
        return Promise.reject(new Error(behaviour.failsToOpen));
      const value = device === CPU ? 1 : 1 + (behaviour.difference ?? 0);
      return Promise.resolve({
        run: () => {
          if (device !== CPU) spend(behaviour.ms ?? 0);
          return Promise.resolve([Float32Array.of(value)]);
        },
        dispose: () => Promise.resolve(),
      });
    };
    return {
      devices,
      verdicts: new DeviceVerdicts(folder, "a model"),
      trials: { open: (_, device) => open(device), openUsual: () => open(CPU) },
      start: () => Promise.resolve(),
      turn: () => Promise.resolve(),
    };
  }

  it("takes a device that is slower", async () => {
    assert.deepEqual(await forceDevice("webgpu", search({ ms: 20 })), { device: WEBGPU, reason: "asked for" });
  });

  it("tries the whole of what was given up after one layer", async () => {
    const { verdicts } = search({});
    const layer: Verdict = { kind: "hopeless", deviceMs: 100, cpuMs: 1 };
    await verdicts.remember(WEBGPU, () => Promise.resolve(layer));
    await assert.rejects(forceDevice("webgpu", search({ difference: 1 })), /computes other values/);
  });

  for (const { name, asked, behaviour, says } of [
    {
      name: "ONNX Runtime was not built with",
      asked: "coreml",
      behaviour: {},
      says: /^CoreML was asked for and is not in ONNX Runtime for \S+, which has CPU, WebGPU; choose one of these, or "auto"$/,
    },
    {
      name: "the machine has not",
      asked: "webgpu",
      behaviour: { failsToOpen: "No adapter" },
      says: /^WebGPU was asked for and cannot be used: No adapter; it needs a graphics driver .*; otherwise choose "auto" or "cpu"$/,
    },
    {
      name: "is wrong",
      asked: "webgpu",
      behaviour: { difference: 0.17 },
      says: /^WebGPU was asked for and computes other values here \(0\.17 off\); /,
    },
  ] as const) {
    it(`refuses a device that ${name}: what was asked, what was found, what to do`, async () => {
      await assert.rejects(forceDevice(asked, search(behaviour)), {
        name: "ModelError",
        code: "no-device",
        message: says,
      });
    });
  }
});
