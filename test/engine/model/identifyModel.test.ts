import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOnnxModel, type OnnxModelOptions } from "../../../src/engine/model/onnxModel";
import { type Change, createFolder, removeFolders, TINY_BERT } from "../../checkpoint/checkpointFolder";
import { floatsOf } from "../../checkpoint/safetensorsFile";
import { createSlipFolder, SLIP_GOLDEN } from "../../checkpoint/slipFolder";

describe("identifyModel", () => {
  let cacheFolder: string;
  const identify = async (folder: string, options: OnnxModelOptions = {}): Promise<string> => {
    const model = await createOnnxModel(folder, { cacheFolder, ...options });
    try {
      return await model.identify();
    } finally {
      await model.dispose();
    }
  };
  before(() => {
    cacheFolder = mkdtempSync(join(tmpdir(), "cloze-identity-"));
  });
  after(() => {
    rmSync(cacheFolder, { recursive: true });
    removeFolders();
  });

  it("gives the same hash for a copy in another folder, and with another cache", async () => {
    const identity = await identify(TINY_BERT);
    assert.match(identity, /^[0-9a-f]{64}$/);
    assert.equal(await identify(createFolder()), identity);
    const other = join(cacheFolder, "not", "there");
    assert.equal(await identify(TINY_BERT, { cacheFolder: other }), identity);
  });

  it("gives the answers about slips a hash of their own, which names and calibration change", async () => {
    const identifySlips = async (cloze_slips: unknown): Promise<readonly string[]> => {
      const model = await createOnnxModel(createSlipFolder({ config: { cloze_slips } }), { cacheFolder });
      const hashes = [await model.identify("slips"), await model.identify()];
      await model.dispose();
      return hashes;
    };
    const { actions } = SLIP_GOLDEN;
    const hashes = [
      ...(await identifySlips(actions)),
      ...(await identifySlips([...actions].reverse())),
      ...(await identifySlips({ actions, calibration: { slip: { slope: 1, middle: 2 } } })),
    ];
    assert.equal(new Set(hashes).size, 6);
    assert.deepEqual(await identifySlips({ actions }), hashes.slice(0, 2));
  });

  it("gives another hash in int8", async () => {
    assert.notEqual(await identify(TINY_BERT, { precision: "int8" }), await identify(TINY_BERT, { precision: "fp32" }));
  });

  for (const { name, change } of [
    { name: "temperature", change: { config: { cloze_temperature: 2 } } },
    { name: "labels", change: { config: { id2label: { 0: "positive", 1: "neutral", 2: "negative" } } } },
    { name: "epsilon", change: { config: { layer_norm_eps: 1e-3 } } },
    {
      name: "weight",
      change: {
        tensors: (all) =>
          all.map((tensor) =>
            tensor.name === "classifier.bias"
              ? { ...tensor, bytes: new Uint8Array(floatsOf(tensor).map((value) => value + 1).buffer) }
              : tensor,
          ),
      },
    },
  ] satisfies { name: string; change: Change }[]) {
    it(`gives another hash for another ${name}`, async () =>
      assert.notEqual(await identify(createFolder(change)), await identify(TINY_BERT)));
  }
});
