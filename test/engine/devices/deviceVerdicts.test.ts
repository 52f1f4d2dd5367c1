import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { chooseDevice, forceDevice } from "../../../src/engine/devices/chooseDevice";
import { DeviceVerdicts } from "../../../src/engine/devices/deviceVerdicts";
import { type Device, selectDevice } from "../../../src/engine/protocol/device";
import { bundleEntry } from "../channels/bundleEntry";
import { type Behaviour, createFakeSearch, type FakeSearch } from "./fakeSearch";

const CUDA = selectDevice("cuda");
const WEBGPU = selectDevice("webgpu");
const IDENTITY = "a model, a driver";

describe("DeviceVerdicts, through chooseDevice", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), "cloze-devices-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const createVerdicts = (identity = IDENTITY): DeviceVerdicts => new DeviceVerdicts(folder, identity);
  const search = (devices: readonly (readonly [Device, Behaviour])[], verdicts = createVerdicts()): FakeSearch =>
    createFakeSearch(new Map(devices), verdicts);

  it("are used by later searches, and not for another driver or model", async () => {
    const faster = [[WEBGPU, { ms: 0 }]] as const;
    await chooseDevice(search(faster));
    const later = search(faster);
    assert.equal((await chooseDevice(later)).device, WEBGPU);
    assert.deepEqual(later.log, ["start WebGPU"]);
    const other = search(faster, createVerdicts("another driver"));
    await chooseDevice(other);
    assert.ok(other.log.includes("open readouts on WebGPU"));
  });

  it("remember that a device is slower, but not that it was missing, since it may be installed meanwhile", async () => {
    await chooseDevice(
      search([
        [WEBGPU, { ms: 5 }],
        [CUDA, { failsToOpen: "no library" }],
      ]),
    );
    const later = search([
      [WEBGPU, { ms: 0 }],
      [CUDA, { ms: 0 }],
    ]);
    assert.equal((await chooseDevice(later)).device, CUDA);
    assert.ok(!later.log.some((line) => line.includes("WebGPU")), later.log.join());
  });

  it("prevent that a device that ended the process is tried again, and say how to do it nevertheless", async () => {
    const verdicts = createVerdicts();
    const script = bundleEntry("devices/crashOnDevice.ts", folder);
    const ended = spawnSync(process.execPath, [script, folder, IDENTITY]);
    assert.notEqual(ended.status, 0);
    const faster = [[WEBGPU, { ms: 0 }]] as const;
    const later = search(faster);
    const { device, reason } = await chooseDevice(later);
    assert.equal(
      `${device.name}: ${reason}`,
      `CPU: WebGPU ended the engine when it was tried (remove ${verdicts.path(WEBGPU)} to try again)`,
    );
    await assert.rejects(forceDevice("webgpu", later), { code: "no-device" });
    assert.deepEqual(later.log, []);
    rmSync(verdicts.path(WEBGPU));
    assert.equal((await chooseDevice(search(faster))).device, WEBGPU);
  });

  it("leave alone a device that another process is trying now", async () => {
    const note = { kind: "trying", pid: process.ppid };
    writeFileSync(createVerdicts().path(WEBGPU), JSON.stringify(note));
    const { device, reason } = await chooseDevice(search([[WEBGPU, { ms: 0 }]]));
    assert.equal(`${device.name}: ${reason}`, "CPU: WebGPU is being tried by another process");
  });

  for (const note of ["", "{", "null", "5", `{"kind":"works"}`, `{"kind":"works","deviceMs":"1","cpuMs":2}`]) {
    it(`ignore an invalid note: ${note}`, async () => {
      writeFileSync(createVerdicts().path(WEBGPU), note);
      assert.equal((await chooseDevice(search([[WEBGPU, { ms: 0 }]]))).device, WEBGPU);
    });
  }
});
