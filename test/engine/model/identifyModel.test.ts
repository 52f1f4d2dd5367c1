import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOnnxModel, type OnnxModelOptions } from "../../../src/engine/model/onnxModel";
import { type Change, createFolder, removeFolders, TINY_BERT } from "../../checkpoint/checkpointFolder";
import { floatsOf } from "../../checkpoint/safetensorsFile";

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
