import assert from "node:assert/strict";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ModelStore } from "../../../src/engine/model/modelStore";
import { createFakeModel } from "../../tasks/fakeModel";

describe("modelStore", () => {
  let folder: string;
  let log: string[];
  let store: ModelStore;
  const name = () => store.use(folder, ({ model }) => Promise.resolve(model.info.name));

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-store-"));
    writeFileSync(path.join(folder, "config.json"), "{}");
    writeFileSync(path.join(folder, "model.safetensors"), "weights");
    log = [];
    let loads = 0;
    store = new ModelStore(() => {
      const model = createFakeModel({ words: [] });
      const name = `model ${++loads}`;
      log.push(`load ${name}`);
      return Promise.resolve({
        ...model,
        info: { ...model.info, name },
        dispose: () => {
          log.push(`dispose ${name}`);
        },
      });
    });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("loads once for all who use it at the same time", async () => {
    assert.deepEqual(await Promise.all([name(), name()]), ["model 1", "model 1"]);
    assert.deepEqual(log, ["load model 1"]);
  });

  for (const { change, make } of [
    {
      change: "weights of another size",
      make: () => writeFileSync(path.join(folder, "model.safetensors"), "more weights"),
    },
    { change: "weights of another time", make: () => utimesSync(path.join(folder, "model.safetensors"), 1, 1) },
    { change: "a file that was added", make: () => writeFileSync(path.join(folder, "vocab.txt"), "[PAD]") },
  ]) {
    it(`loads ${change} anew and disposes the old model`, async () => {
      await name();
      make();
      assert.equal(await name(), "model 2");
      assert.deepEqual(log, ["load model 1", "dispose model 1", "load model 2"]);
    });
  }

  it("does not load anew for a file that is no part of a checkpoint", async () => {
    await name();
    writeFileSync(path.join(folder, "README.md"), "");
    assert.equal(await name(), "model 1");
  });

  it("keeps a model that works when its folder is gone", async () => {
    await name();
    rmSync(folder, { recursive: true });
    assert.equal(await name(), "model 1");
  });

  it("disposes a model in use only after its last use", async () => {
    await store.use(folder, async () => {
      await store.unload(folder);
      assert.deepEqual(log, ["load model 1"]);
      assert.equal(await name(), "model 2");
    });
    assert.deepEqual(log, ["load model 1", "load model 2", "dispose model 1"]);
  });

  it("disposes a model whose last use failed", async () => {
    const use = store.use(folder, async () => {
      await store.unload(folder);
      throw new Error("failed");
    });
    await assert.rejects(use, { message: "failed" });
    assert.deepEqual(log, ["load model 1", "dispose model 1"]);
  });

  it("unloads what was never loaded without a word", async () => {
    await store.unload(folder);
    assert.deepEqual(log, []);
  });
});
