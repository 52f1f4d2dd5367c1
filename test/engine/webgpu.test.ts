import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createChildChannel } from "../../src/engine/channels/childChannel";
import { createEngineClient, type EngineClient } from "../../src/engine/client/engineClient";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import type { DeviceChoice } from "../../src/engine/protocol/device";
import { fillMask } from "../../src/tasks/fill/fillMask";
import type { FillResult } from "../../src/tasks/fill/fillRequest";
import { scorePair } from "../../src/tasks/pair/scorePair";
import { createFolder, removeFolders, TINY_BERT } from "../checkpoint/checkpointFolder";
import { type FileTensor, widenTensor } from "../checkpoint/safetensorsFile";
import { installSwiftShader } from "../harness/installSwiftShader";
import { skipBecause } from "../harness/skipBecause";

const ROOT = path.join(import.meta.dirname, "../..");
const ENGINE = path.join(ROOT, "dist", "engine.cjs");

const BUNDLED = path.join(ROOT, "models/cloze-small");

const PATIENCE_MS = 240_000;

/** The difference, in log-probabilities or margins, up to which a device may be chosen. */
const TOLERANCE = 1e-3;

const widen = (tensors: readonly FileTensor[]) => tensors.map(widenTensor);

/** Tests the shipped engine as a whole on an emulated graphics card, which is why this file has no namesake. */
describe("WebGPU on SwiftShader", function () {
  // The first run compiles each operator for an emulated card, in which nothing else is done: on a busy machine in minutes.
  this.timeout(2 * PATIENCE_MS);
  const clients: EngineClient[] = [];
  const before_ = { ...process.env };
  let cache: string | undefined;

  before(async function () {
    if (!existsSync(ENGINE)) skipBecause(this, "dist/engine.cjs is not built: npm run build");
    const environment = await installSwiftShader();
    if (environment === undefined) skipBecause(this, `no SwiftShader for ${process.platform}-${process.arch}`);
    cache = mkdtempSync(path.join(os.tmpdir(), "cloze-webgpu-"));
    Object.assign(process.env, environment, { XDG_CACHE_HOME: cache });
  });
  after(() => {
    for (const client of clients) client.dispose();
    for (const name of ["LD_LIBRARY_PATH", "VK_ICD_FILENAMES", "XDG_CACHE_HOME"]) {
      if (before_[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before_[name];
    }
    if (cache !== undefined) rmSync(cache, { recursive: true, force: true });
    removeFolders();
  });

  function start(device: DeviceChoice): EngineClient {
    const open = () => createChildChannel(ENGINE, { device, cudaFolder: "" });
    const client = createEngineClient({ open, hangMs: PATIENCE_MS });
    clients.push(client);
    return client;
  }

  for (const { name, folder } of [
    { name: "a tiny BERT", folder: () => TINY_BERT },
    // SwiftShader cannot read float16, the type of the bundled weights. Its other layers run the same operators, each of them slowly.
    {
      name: "the first two layers of the bundled model, with float32 weights",
      folder: () => createFolder({ from: BUNDLED, config: { num_hidden_layers: 2 }, tensors: widen }),
    },
  ]) {
    it(`gives the same answers as the CPU in float32: ${name}`, async () => {
      const checkpoint = folder();
      const client = start("webgpu");
      const info = await client.request("load", { model: checkpoint });
      assert.deepEqual([info.device, info.deviceReason, info.precision], ["WebGPU", "asked for", "fp32"]);
      const model = await createOnnxModel(checkpoint);
      const fill = { text: "the cat sat on the [MASK] .", targets: ["the", "a"] };
      const pair = { text: "the cat sat", pair: "a dog ran" };
      const sequence = ({ masks }: FillResult) =>
        masks.flatMap(({ fills }) =>
          [...fills].sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ probability }) => Math.log(probability)),
        );
      const found = sequence(await client.request("fill", { model: checkpoint, ...fill }));
      const expected = sequence(await fillMask(model, fill));
      if (info.has.nsp) {
        found.push((await client.request("pair", { model: checkpoint, ...pair })).margin);
        expected.push((await scorePair(model, pair)).margin);
      }
      await model.dispose();
      assert.ok(expected.length >= 2);
      for (const [i, number] of expected.entries()) {
        assert.ok(Math.abs(number - found[i]!) <= TOLERANCE, `number ${i}: ${found[i]}, on the CPU ${number}`);
      }
    });
  }

  it("is slower than the CPU, so the CPU goes on answering, and a later process does not try again", async () => {
    const model = TINY_BERT;
    const first = await start("auto").request("load", { model });
    assert.deepEqual([first.device, first.deviceReason], ["CPU", "other devices have not been tried yet"]);
    const chosen = await start("auto").request("device", { model });
    assert.equal(chosen.device, "CPU");
    assert.match(chosen.deviceReason, /CUDA cannot be used: .*; WebGPU is slower here \(.* ms against .* ms/);
    const again = await start("auto").request("device", { model });
    assert.equal(again.deviceReason, chosen.deviceReason);
  });
});
