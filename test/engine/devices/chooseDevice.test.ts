import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { chooseDevice, forceDevice } from "../../../src/engine/devices/chooseDevice";
import { DeviceVerdicts, type Verdict } from "../../../src/engine/devices/deviceVerdicts";
import { type Device, selectDevice } from "../../../src/engine/protocol/device";
import { type Behaviour, createFakeSearch, type FakeSearch } from "./fakeSearch";

const CUDA = selectDevice("cuda");
const WEBGPU = selectDevice("webgpu");

let folder: string;
const search = (behaviours: ReadonlyMap<Device, Behaviour>): FakeSearch =>
  createFakeSearch(behaviours, new DeviceVerdicts(folder, "a model, a driver"));

describe("chooseDevice", () => {
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), "cloze-devices-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const { name, devices, says } of [
    {
      name: "without any device",
      devices: [],
      says: /^CPU: ONNX Runtime has no other device on this platform$/,
    },
    {
      name: "with a device that agrees and is faster",
      devices: [[WEBGPU, { ms: 0 }]],
      says: /^WebGPU: faster here than the CPU \(.* ms against 2\.\d ms\)$/,
    },
    {
      name: "with a device that agrees and is slower",
      devices: [[WEBGPU, { ms: 5 }]],
      says: /^CPU: WebGPU is slower here \(5\.\d ms against 2\.\d ms\)$/,
    },
    {
      name: "with a device that is hopeless on one layer",
      devices: [[WEBGPU, { ms: 30 }]],
      says: /^CPU: WebGPU is slower here \(\d+ ms against 1\.\d ms for one layer\)$/,
    },
    {
      name: "with a device that disagrees",
      devices: [[WEBGPU, { difference: 0.17 }]],
      says: /^CPU: WebGPU computes other values here \(0\.17 off\)$/,
    },
    {
      name: "with a device that gives NaN",
      devices: [[WEBGPU, { difference: NaN }]],
      says: /^CPU: WebGPU computes other values here \(Infinity off\)$/,
    },
    {
      name: "with a device that throws at creation",
      devices: [[WEBGPU, { failsToOpen: "the model cannot be loaded: x.cc:1 f() ok was false. No\nadapter" }]],
      says: /^CPU: WebGPU cannot be used: No adapter$/,
    },
    {
      name: "with a device that throws during a run",
      devices: [[WEBGPU, { failsToRun: "the model cannot be run: Name:'Gather_5' Status Message: a.cc:4 Go no f16" }]],
      says: /^CPU: WebGPU failed when it was tried: no f16$/,
    },
    {
      name: "with a device that throws when it is to answer",
      devices: [[WEBGPU, { failsToStart: "out of memory" }]],
      says: /^CPU: WebGPU cannot be used: out of memory$/,
    },
    {
      name: "with two devices, of which one is missing",
      devices: [
        [CUDA, { failsToOpen: "no library" }],
        [WEBGPU, { ms: 5 }],
      ],
      says: /^CPU: CUDA cannot be used: no library; WebGPU is slower here/,
    },
    {
      name: "with two devices that are faster",
      devices: [
        [CUDA, { ms: 1 }],
        [WEBGPU, { ms: 0 }],
      ],
      says: /^WebGPU: faster/,
    },
    {
      name: "with two devices that are faster, of which the best does not start",
      devices: [
        [CUDA, { ms: 1 }],
        [WEBGPU, { ms: 0, failsToStart: "out of memory" }],
      ],
      says: /^CUDA: faster/,
    },
  ] as const satisfies readonly { name: string; devices: readonly (readonly [Device, Behaviour])[]; says: RegExp }[]) {
    it(`chooses ${name}, and says why`, async () => {
      const fake = search(new Map<Device, Behaviour>(devices));
      const { device, reason } = await chooseDevice(fake);
      assert.match(`${device.name}: ${reason}`, says);
      assert.equal(fake.countOpen(), 0, "every trial is disposed");
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
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), "cloze-devices-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("takes a device even if it is slower", async () => {
    const slow = search(new Map([[WEBGPU, { ms: 20 }]]));
    assert.deepEqual(await forceDevice("webgpu", slow), { device: WEBGPU, reason: "asked for" });
  });

  it("tries the whole model even if one layer was hopelessly slow", async () => {
    const wrong = search(new Map([[WEBGPU, { difference: 1 }]]));
    const layer: Verdict = { kind: "hopeless", deviceMs: 100, cpuMs: 1 };
    await wrong.verdicts.remember(WEBGPU, () => Promise.resolve(layer));
    await assert.rejects(forceDevice("webgpu", wrong), /computes other values/);
  });

  for (const { name, asked, behaviour, says } of [
    {
      name: "that ONNX Runtime was not built with",
      asked: "coreml",
      behaviour: {},
      says: /^CoreML was asked for and is not in ONNX Runtime for \S+, which has CPU, WebGPU; choose one of these, or "auto"$/,
    },
    {
      name: "that the machine does not have",
      asked: "webgpu",
      behaviour: { failsToOpen: "No adapter" },
      says: /^WebGPU was asked for and cannot be used: No adapter; it needs a graphics driver .*; otherwise choose "auto" or "cpu"$/,
    },
    {
      name: "that computes other values",
      asked: "webgpu",
      behaviour: { difference: 0.17 },
      says: /^WebGPU was asked for and computes other values here \(0\.17 off\); /,
    },
  ] as const) {
    it(`refuses a device ${name}, and says what was asked for, what was found and what to do`, async () => {
      await assert.rejects(forceDevice(asked, search(new Map([[WEBGPU, behaviour]]))), {
        name: "ModelError",
        code: "no-device",
        message: says,
      });
    });
  }
});
