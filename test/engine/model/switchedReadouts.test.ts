import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createOnnxModel, type OnnxModel } from "../../../src/engine/model/onnxModel";
import { CPU, type DeviceChoice, selectDevice } from "../../../src/engine/protocol/device";
import type { OnnxRuntime } from "../../../src/engine/sessions/onnxRuntime";
import { createOnnxSession, type OnnxSession } from "../../../src/engine/sessions/onnxSession";
import type { ModelInfo, ModelRequest } from "../../../src/tasks/model/model";
import { removeFolders, TINY_BERT } from "../../checkpoint/checkpointFolder";
import { createSlipFolder } from "../../checkpoint/slipFolder";

const WEBGPU = selectDevice("webgpu");

/** A made-up device: it gives the CPU's answers, as often as `lives` allows. */
interface Faked {
  /** Runs before the device is lost; tests change it as they go. */
  lives: number;
  /** Runs of all its sessions so far. */
  runs: number;
  /** How much each run of the CPU and of the device is slowed down. */
  cpuDelayMs: number;
  deviceDelayMs: number;
  /** An output that the device gets wrong. */
  spoils?: string;
}

/** Holds the thread, as a real run does. */
function spend(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe("SwitchedReadouts, through a model", () => {
  let cacheFolder: string;
  let faked: Faked;
  let told: ModelInfo[];
  const models: OnnxModel[] = [];

  beforeEach(() => {
    cacheFolder = mkdtempSync(path.join(os.tmpdir(), "cloze-device-"));
    faked = { lives: Infinity, runs: 0, cpuDelayMs: 5, deviceDelayMs: 0 };
    told = [];
  });
  afterEach(async () => {
    for (const model of models.splice(0)) await model.dispose();
    rmSync(cacheFolder, { recursive: true });
  });
  after(removeFolders);

  async function open(
    device: DeviceChoice,
    precision: ModelInfo["precision"] = "int8",
    folder = TINY_BERT,
  ): Promise<OnnxModel> {
    const runtime: OnnxRuntime = {
      version: "1",
      processor: CPU,
      devices: [WEBGPU],
      createSession: async (options) => {
        const session = await createOnnxSession({ ...options, device: CPU });
        return options.device === CPU ? slowDown(session) : loseAfter(session);
      },
    };
    const onFallback = (info: ModelInfo) => told.push(info);
    const model = await createOnnxModel(folder, { device, precision, cacheFolder, threads: 1, runtime, onFallback });
    models.push(model);
    return model;
  }

  function slowDown(session: OnnxSession): OnnxSession {
    return {
      ...session,
      run: (...request) => {
        spend(faked.cpuDelayMs);
        return session.run(...request);
      },
    };
  }

  function loseAfter(session: OnnxSession): OnnxSession {
    return {
      ...session,
      run: (...request) => {
        faked.runs += 1;
        spend(faked.deviceDelayMs);
        if (faked.runs > faked.lives) return Promise.reject(new Error("device lost"));
        return session.run(...request).then((outputs) => {
          const spoilt = faked.spoils === undefined ? undefined : outputs.get(faked.spoils);
          spoilt?.set([...spoilt].map((value) => value + 1));
          return outputs;
        });
      },
    };
  }

  const ask = async (model: OnnxModel) => {
    const inputs = [{ ids: [2, 5, 6, 3], segments: [0, 0, 0, 0] }];
    return [...(await model.run({ inputs, nsp: true })).nsp![0]!];
  };
  const turn = () => Promise.resolve();
  const describeInfo = ({ device, deviceReason, precision }: ModelInfo) => `${device} ${precision}: ${deviceReason}`;

  it("answer on the CPU first without touching a device, and on the device once it is chosen", async () => {
    const model = await open("auto");
    assert.equal(describeInfo(model.info), "CPU int8: other devices have not been tried yet");
    const before_ = await ask(model);
    assert.equal(faked.runs, 0);
    const info = await model.chooseDevice(turn);
    assert.match(describeInfo(info), /^WebGPU fp32: faster here than the CPU \(.* ms against .* ms\)$/);
    assert.deepEqual(model.info, info);
    faked.runs = 0;
    const after_ = await ask(model);
    assert.equal(faked.runs, 1);
    // The made-up device computes with the checkpoint's own weights, and gives exactly what the CPU gives with them.
    assert.notDeepEqual(after_, before_);
    assert.deepEqual(after_, await ask(await open("cpu", "fp32")));
  });

  const slips: ModelRequest = {
    inputs: [{ ids: [2, 5, 6, 3], segments: [0, 0, 0, 0] }],
    candidates: [{ input: 0, position: 1, pieces: [5, 7] }],
    classifier: true,
  };

  for (const { name, folder, asked } of [
    { name: "a checkpoint taught to find slips", folder: createSlipFolder, asked: { ...slips, actions: true } },
    { name: "another checkpoint", folder: () => TINY_BERT, asked: slips },
  ] satisfies { name: string; folder: () => string; asked: ModelRequest }[]) {
    it(`answer what is asked about slips on the device, and on the CPU when it is lost: ${name}`, async () => {
      const path = folder();
      const model = await open("auto", "int8", path);
      const onCpu = await model.run(asked);
      await model.chooseDevice(turn);
      assert.equal(model.info.device, "WebGPU");
      faked.runs = 0;
      assert.deepEqual(await model.run(asked), await (await open("cpu", "fp32", path)).run(asked));
      assert.equal(faked.runs, 1);
      faked.lives = 0;
      assert.deepEqual(await model.run(asked), onCpu);
      assert.equal(told.length, 1);
    });
  }

  it("do not take a device that gets slips wrong, if the checkpoint was taught to find them", async () => {
    faked.spoils = "actions";
    const taught = await open("auto", "int8", createSlipFolder());
    assert.match(describeInfo(await taught.chooseDevice(turn)), /^CPU int8: WebGPU computes other values here/);
    const other = await open("auto");
    assert.match(describeInfo(await other.chooseDevice(turn)), /^WebGPU/);
  });

  it("have another identity on another device, so that kept answers stay apart", async () => {
    const model = await open("auto");
    const before_ = await model.identify();
    await model.chooseDevice(turn);
    assert.notEqual(await model.identify(), before_);
  });

  it("take larger batches on a device", async () => {
    const model = await open("auto");
    const onCpu = model.batchTokens;
    await model.chooseDevice(turn);
    assert.ok(model.batchTokens > onCpu);
  });

  it("stay on the CPU if it is faster, and say so", async () => {
    faked = { ...faked, cpuDelayMs: 0, deviceDelayMs: 20 };
    const model = await open("auto");
    const info = await model.chooseDevice(turn);
    assert.match(describeInfo(info), /^CPU int8: WebGPU is slower here \(.* ms against .* ms/);
    faked.runs = 0;
    await ask(model);
    assert.equal(faked.runs, 0);
  });

  it("try no device if verdicts cannot be kept, and say so", async () => {
    const file = path.join(cacheFolder, "file");
    writeFileSync(file, "");
    cacheFolder = path.join(file, "cache");
    const model = await open("auto", "fp32");
    assert.match(describeInfo(await model.chooseDevice(turn)), /^CPU fp32: no device is tried because .*ENOTDIR/);
    assert.equal(faked.runs, 0);
    await assert.rejects(open("webgpu", "fp32"), { code: "no-device" });
    cacheFolder = path.dirname(file);
  });

  it("try no device if the CPU was asked for", async () => {
    const model = await open("cpu");
    assert.equal(describeInfo(await model.chooseDevice(turn)), "CPU int8: asked for");
    assert.equal(faked.runs, 0);
  });

  for (const device of ["auto", "webgpu"] as const) {
    it(`return to the CPU for good when a device is lost, and say so once: ${device}`, async () => {
      const model = await open(device);
      await model.chooseDevice(turn);
      const expected = await ask(await open("cpu"));
      faked.runs = 0;
      faked.lives = 2;
      await ask(model);
      await ask(model);
      assert.deepEqual(told, []);
      assert.deepEqual(await ask(model), expected);
      assert.deepEqual(told.map(describeInfo), ["CPU int8: WebGPU failed: device lost"]);
      faked.lives = Infinity;
      assert.deepEqual(await ask(model), expected);
      assert.equal(faked.runs, 3);
      await model.chooseDevice(turn);
      assert.deepEqual(await Promise.all([ask(model), ask(model)]), [expected, expected]);
      assert.equal(told.length, 1);
      assert.equal(faked.runs, 3);
    });
  }

  it("report the loss of a device once, even if two runs fail", async () => {
    const model = await open("webgpu");
    faked.lives = 0;
    const [first, second] = await Promise.all([ask(model), ask(model)]);
    assert.deepEqual(first, second);
    assert.equal(told.length, 1);
  });

  it("do not load if the device that was asked for fails", async () => {
    faked.lives = 0;
    await assert.rejects(open("webgpu"), {
      name: "ModelError",
      code: "no-device",
      message: /^WebGPU was asked for and cannot be used: device lost; it needs /,
    });
    await assert.rejects(open("cuda"), { code: "no-device", message: /which has CPU, WebGPU/ });
  });

  it("answer a second call to choose at once while the first goes on", async () => {
    const model = await open("auto");
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const first = model.chooseDevice(() => gate);
    assert.equal((await model.chooseDevice(turn)).device, "CPU");
    release();
    assert.equal((await first).device, "WebGPU");
  });

  it("can choose again after a cancelled attempt", async () => {
    const model = await open("auto");
    await assert.rejects(
      model.chooseDevice(() => Promise.reject(new Error("cancelled"))),
      /cancelled/,
    );
    assert.equal((await model.chooseDevice(turn)).device, "WebGPU");
  });
});
