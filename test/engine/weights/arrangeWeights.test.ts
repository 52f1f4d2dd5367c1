import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Checkpoint } from "../../../src/checkpoint/checkpoint";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { createOnnxModel } from "../../../src/engine/model/onnxModel";
import { arrangeWeights } from "../../../src/engine/weights/arrangeWeights";
import { buildGraph } from "../../../src/graph/buildGraph";
import { GraphError } from "../../../src/graph/graphError";
import { ModelError } from "../../../src/tasks/model/model";
import { removeFolders, TINY_BERT } from "../../checkpoint/checkpointFolder";
import { expectError } from "../../checkpoint/expectError";
import { createTorchFolder } from "../../checkpoint/pickle/torchFolder";
import { readTensorsOf } from "../../checkpoint/safetensorsFile";

const INPUT = { ids: [2, 10, 20, 4, 30, 3], segments: [0, 0, 0, 0, 0, 0] };

describe("arrangeWeights", () => {
  let cacheFolder: string;
  beforeEach(() => (cacheFolder = mkdtempSync(join(tmpdir(), "cloze-arranged-"))));
  afterEach(() => rmSync(cacheFolder, { recursive: true, force: true }));
  after(removeFolders);

  const findFile = () =>
    join(
      cacheFolder,
      readdirSync(cacheFolder).find((name) => name.endsWith(".safetensors"))!,
    );

  async function answer(folder: string): Promise<unknown> {
    const model = await createOnnxModel(folder, { cacheFolder, threads: 1 });
    try {
      const request = { inputs: [INPUT], mlm: [{ input: 0, position: 3 }], nsp: true, classifier: true };
      return await model.run({ ...request, hidden: [0, 1, 2, 3], attention: [1] });
    } finally {
      await model.dispose();
    }
  }

  for (const { name, isByColumns, files } of [
    { name: "by rows, where they are", isByColumns: false, files: 0 },
    { name: "by columns, from a file in the cache", isByColumns: true, files: 1 },
  ]) {
    it(`has pytorch_model.bin answer the same bits as safetensors: ${name}`, async () => {
      assert.deepEqual(await answer(createTorchFolder({ isByColumns })), await answer(TINY_BERT));
      assert.equal(readdirSync(cacheFolder).filter((file) => file.endsWith(".safetensors")).length, files);
    });
  }

  it("writes the same numbers as safetensors hold, by rows", async () => {
    const { checkpoint } = await arrangeWeights(
      await readCheckpoint(createTorchFolder({ isByColumns: true })),
      cacheFolder,
    );
    const expected = new Map(
      readTensorsOf(join(TINY_BERT, "model.safetensors")).map((stored) => [stored.name, stored]),
    );
    const found = readTensorsOf(findFile());
    assert.equal(found.length, checkpoint.tensors.size);
    for (const { name, dtype, shape, bytes } of found)
      assert.deepEqual({ name, dtype, shape, bytes }, expected.get(name));
  });

  it("writes the file once, and anew when it is damaged, cut or of other weights", async () => {
    const folder = createTorchFolder({ isByColumns: true });
    const arrange = async () => arrangeWeights(await readCheckpoint(folder), cacheFolder);
    await arrange();
    const file = findFile();
    const whole = readFileSync(file);
    const { ino } = statSync(file);
    await arrange();
    assert.equal(statSync(file).ino, ino);
    for (const harm of [
      () => truncateSync(file, 100),
      () => writeFileSync(file, Buffer.concat([Buffer.alloc(9), whole.subarray(9)])),
      () => rmSync(file),
    ]) {
      harm();
      await arrange();
      assert.deepEqual(readFileSync(file), whole);
    }
    writeFileSync(
      join(folder, "pytorch_model.bin"),
      readFileSync(join(createTorchFolder({ isByColumns: true }), "pytorch_model.bin")),
    );
    await arrange();
    assert.equal(readdirSync(cacheFolder).length, 2);
  });

  it("says that the model must be read anew when its file is gone or changed", async () => {
    const { isStale } = await arrangeWeights(
      await readCheckpoint(createTorchFolder({ isByColumns: true })),
      cacheFolder,
    );
    assert.equal(isStale(), false);
    writeFileSync(findFile(), "x", { flag: "r+" });
    assert.equal(isStale(), true);
    rmSync(findFile());
    assert.equal(isStale(), true);
  });

  it("refuses a cache that cannot be used, naming it and the model", async () => {
    const place = join(cacheFolder, "a file");
    writeFileSync(place, "");
    const checkpoint = await readCheckpoint(createTorchFolder({ isByColumns: true }));
    await assert.rejects(arrangeWeights(checkpoint, place), (error: unknown) => {
      assert.ok(error instanceof ModelError, String(error));
      assert.equal(error.code, "failed");
      assert.ok(error.message.includes(place) && error.message.includes(checkpoint.folder), error.message);
      return true;
    });
  });

  const name = "bert.encoder.layer.0.output.dense.weight";
  /** The tiny BERT, with something else said of one of its tensors. */
  async function withTensor(change: (found: Checkpoint) => object): Promise<Checkpoint> {
    const checkpoint = await readCheckpoint(createTorchFolder({ isByColumns: true }));
    const tensors = new Map(checkpoint.tensors).set(name, { ...checkpoint.tensors.get(name)!, ...change(checkpoint) });
    return { ...checkpoint, tensors };
  }

  it("refuses a tensor whose checksum is wrong, and leaves no file", async () => {
    await expectError(arrangeWeights(await withTensor(() => ({ checksum: 1 })), cacheFolder), "bad-tensor", [
      name,
      "expected 1",
    ]);
    assert.deepEqual(readdirSync(cacheFolder), []);
  });

  it("is needed: a graph refuses weights that are not by rows", async () => {
    const checkpoint = await readCheckpoint(createTorchFolder({ isByColumns: true }));
    assert.throws(
      () => buildGraph(checkpoint, { hidden: [0] }),
      (error: unknown) =>
        error instanceof GraphError && error.code === "bad-weight" && error.message.includes("strides"),
    );
  });
});
