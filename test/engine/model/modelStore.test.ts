import assert from "node:assert/strict";
import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { LoadedModel } from "../../../src/engine/model/loadedModel";
import { ModelStore } from "../../../src/engine/model/modelStore";
import { createFakeModel } from "../../tasks/fakeModel";

describe("ModelStore", () => {
  let folder: string;
  let log: string[];
  let store: ModelStore<LoadedModel>;
  const name = () => store.use(folder, (model) => Promise.resolve(model.info.name));

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
      change: "a change of the weights' size",
      make: () => writeFileSync(path.join(folder, "model.safetensors"), "more weights"),
    },
    { change: "a change of the weights' time", make: () => utimesSync(path.join(folder, "model.safetensors"), 1, 1) },
    ...["pytorch_model.bin", "bert_model.ckpt.index", "bert_model.ckpt.data-00000-of-00001"].map((file) => ({
      change: `the arrival of ${file}`,
      make: () => writeFileSync(path.join(folder, file), "weights"),
    })),
    { change: "the arrival of a file", make: () => writeFileSync(path.join(folder, "vocab.txt"), "[PAD]") },
  ]) {
    it(`loads the model again and disposes the old one after ${change}`, async () => {
      await name();
      make();
      assert.equal(await name(), "model 2");
      assert.deepEqual(log, ["load model 1", "load model 2", "dispose model 1"]);
    });
  }

  it("does not load again for a file that is not part of a checkpoint", async () => {
    await name();
    writeFileSync(path.join(folder, "README.md"), "");
    assert.equal(await name(), "model 1");
  });

  it("keeps a working model when its folder is gone", async () => {
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

  describe("when another model takes its place", () => {
    let fault: string | undefined;
    let isStale = false;
    beforeEach(() => {
      fault = undefined;
      isStale = false;
      let loads = 0;
      store = new ModelStore(() => {
        const name = `model ${++loads}`;
        const model = createFakeModel({ words: [] });
        log.push(`load ${name}`);
        return Promise.resolve({
          ...model,
          info: { ...model.info, name },
          isStale: () => isStale && name === "model 1",
          answerOnce: () => (fault === undefined ? Promise.resolve() : Promise.reject(new Error(fault))),
          dispose: () => {
            log.push(`dispose ${name}`);
          },
        });
      });
    });
    const weights = () => path.join(folder, "model.safetensors");

    it("keeps the loaded one until the other has answered, and goes on with it when the files are put back", async () => {
      await name();
      renameSync(weights(), path.join(folder, "kept"));
      writeFileSync(weights(), "broken!");
      fault = "it does not answer";
      await assert.rejects(name(), { message: fault });
      await assert.rejects(name(), { message: fault });
      assert.deepEqual(log, ["load model 1", "load model 2", "dispose model 2", "load model 3", "dispose model 3"]);
      renameSync(path.join(folder, "kept"), weights());
      // Renaming is a change too, so it is read again, and it answers.
      fault = undefined;
      assert.equal(await name(), "model 4");
      assert.deepEqual(log.slice(5), ["load model 4", "dispose model 1"]);
    });

    it("loads the other once for all who use it at the same time", async () => {
      await name();
      writeFileSync(weights(), "more weights");
      assert.deepEqual(await Promise.all([name(), name(), name()]), ["model 2", "model 2", "model 2"]);
      assert.deepEqual(log, ["load model 1", "load model 2", "dispose model 1"]);
    });

    it("lets a use of the loaded one end before it is disposed", async () => {
      await store.use(folder, async (model) => {
        writeFileSync(weights(), "more weights");
        assert.equal(await name(), "model 2");
        assert.equal(model.info.name, "model 1");
        assert.deepEqual(log, ["load model 1", "load model 2"]);
      });
      assert.deepEqual(log.at(-1), "dispose model 1");
    });

    it("loads a model again that says of itself that it must be", async () => {
      await name();
      isStale = true;
      assert.equal(await name(), "model 2");
      assert.equal(await name(), "model 2");
    });
  });

  it("accepts the unloading of a model that was never loaded", async () => {
    await store.unload(folder);
    assert.deepEqual(log, []);
  });
});
