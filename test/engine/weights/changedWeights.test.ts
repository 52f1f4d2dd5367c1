import assert from "node:assert/strict";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Checkpoint } from "../../../src/checkpoint/checkpoint";
import type { CheckpointError } from "../../../src/checkpoint/files/checkpointError";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { identifyModel } from "../../../src/engine/model/identifyModel";
import { createOnnxModel, type OnnxModel, type OnnxModelOptions } from "../../../src/engine/model/onnxModel";
import { hashWeights } from "../../../src/engine/weights/hashWeights";
import { prepareInt8 } from "../../../src/engine/weights/prepareInt8";
import type { ModelRequest } from "../../../src/tasks/model/model";
import { createFolder, removeFolders } from "../../checkpoint/checkpointFolder";
import { floatsOf } from "../../checkpoint/safetensorsFile";
import { drawInput } from "../model/drawInput";

const FILE = "model.safetensors";
/** Another checkpoint of the same size: every matrix upside down. */
const createOther = () =>
  createFolder({
    tensors: (all) =>
      all.map((tensor) => ({
        ...tensor,
        bytes: tensor.shape.length === 2 ? new Uint8Array(floatsOf(tensor).reverse().buffer) : tensor.bytes,
      })),
  });

describe("weights that change", () => {
  let cacheFolder: string;
  let folder: string;
  let other: string;
  const models: OnnxModel[] = [];
  const open = async (options: OnnxModelOptions = {}, from = folder): Promise<OnnxModel> => {
    const model = await createOnnxModel(from, { cacheFolder, threads: 1, ...options });
    models.push(model);
    return model;
  };
  const request: ModelRequest = { inputs: [drawInput(1, 9)], nsp: true };
  const listCached = () => readdirSync(cacheFolder).filter((name) => name.endsWith(".safetensors"));
  const findCached = () => path.join(cacheFolder, listCached()[0]!);

  beforeEach(() => {
    cacheFolder = mkdtempSync(path.join(tmpdir(), "cloze-cache-"));
    folder = createFolder({ tensors: (all) => all });
    other = createOther();
  });
  afterEach(async () => {
    for (const model of models.splice(0)) await model.dispose();
    rmSync(cacheFolder, { recursive: true, force: true });
  });
  after(removeFolders);

  /** Puts another file in the place of one, as a download does that ends. */
  const replace = () => {
    const temporary = path.join(folder, "new.tmp");
    copyFileSync(path.join(other, FILE), temporary);
    renameSync(temporary, path.join(folder, FILE));
  };
  const overwrite = () => writeFileSync(path.join(folder, FILE), readFileSync(path.join(other, FILE)), { flag: "r+" });
  /** With the times that it had, as `cp -p` does it. */
  const overwriteUnseen = () => {
    const { atime, mtime } = statSync(path.join(folder, FILE));
    overwrite();
    utimesSync(path.join(folder, FILE), atime, mtime);
  };

  describe("after the checkpoint was read", () => {
    for (const { name, change } of [
      { name: "replaced", change: replace },
      { name: "overwritten", change: overwrite },
      { name: "overwritten, and its time set back", change: overwriteUnseen },
      { name: "cut short", change: () => truncateSync(path.join(folder, FILE), 5000) },
      { name: "removed", change: () => rmSync(path.join(folder, FILE)) },
    ]) {
      for (const { use, work } of [
        { use: "hashes", work: (read: Checkpoint) => hashWeights(read, cacheFolder) },
        { use: "rounds to int8", work: (read: Checkpoint) => prepareInt8(read, { cacheFolder, matrixType: "narrow" }) },
        {
          use: "keeps tones of",
          work: (read: Checkpoint) => identifyModel(read, { graphs: [], device: "CPU", cacheFolder }),
        },
      ]) {
        it(`it ${use} no file that was ${name}`, async () => {
          const read = await readCheckpoint(folder);
          change();
          await assert.rejects(work(read), { code: "changed", message: new RegExp(`${FILE}.*Ask again`) });
          assert.deepEqual(listCached(), []);
        });
      }
    }
  });

  it("never keep wrong weights under the right name, whenever they are replaced", async () => {
    const options = { cacheFolder, matrixType: "narrow" } as const;
    await prepareInt8(await readCheckpoint(folder), options);
    const sound = readFileSync(findCached());
    const original = readFileSync(path.join(folder, FILE));
    let refused = 0;
    for (let delay = 0; delay < 120; delay += 8) {
      for (const name of listCached()) rmSync(path.join(cacheFolder, name));
      writeFileSync(path.join(folder, FILE), original);
      const read = await readCheckpoint(folder);
      const isWriting = () => readdirSync(cacheFolder).some((name) => name.endsWith(".tmp"));
      const state = { isDone: false };
      const prepared = prepareInt8(read, options).then(
        () => true,
        (error: unknown) => {
          assert.equal((error as CheckpointError).code, "changed");
          refused += 1;
          return false;
        },
      );
      void prepared.finally(() => (state.isDone = true));
      let turns = 0;
      while (!state.isDone && turns < delay) {
        await new Promise(setImmediate);
        if (turns > 0 || isWriting()) turns += 1;
      }
      replace();
      if (await prepared) assert.deepEqual(readFileSync(findCached()), sound, `replaced after ${delay} turns`);
      else assert.deepEqual(listCached(), []);
    }
    assert.ok(refused > 0, "it was never replaced in time");
  });

  for (const { precision, file } of [
    { precision: "fp32", file: () => path.join(folder, FILE) },
    { precision: "int8", file: () => findCached() },
  ] as const) {
    describe(`under a loaded model in ${precision}`, () => {
      for (const { name, change } of [
        {
          name: "are overwritten",
          change: (at: string) => writeFileSync(at, readFileSync(at).fill(7, 5000), { flag: "r+" }),
        },
        { name: "are cut short", change: (at: string) => truncateSync(at, 5000) },
        { name: "are emptied", change: (at: string) => truncateSync(at, 0) },
      ]) {
        it(`are noticed and said when they ${name}, for readouts and states`, async () => {
          const model = await open({ precision });
          await model.run(request);
          await model.run({ inputs: request.inputs, attention: [1] });
          assert.equal(model.isStale(), false);
          change(file());
          for (const asked of [request, { inputs: request.inputs, attention: [1] }]) {
            await assert.rejects(model.run(asked), (error: Error & { code?: string }) => {
              assert.equal(error.code, precision === "fp32" ? "changed" : "bad-file");
              assert.match(error.message, /\.safetensors.*Ask again/);
              return true;
            });
          }
          assert.equal(model.isStale(), true);
        });
      }

      it("are noticed when they change while an answer is computed", async () => {
        const model = await open({ precision });
        await model.run(request);
        const running = model.run({
          inputs: Array.from({ length: 200 }, (_, i) => drawInput(i, 20 + (i % 30))),
          nsp: true,
        });
        writeFileSync(file(), readFileSync(file()).fill(7, 5000), { flag: "r+" });
        await assert.rejects(running, { code: precision === "fp32" ? "changed" : "bad-file" });
      });

      it("answer as before when another file takes their name", async () => {
        const model = await open({ precision });
        const before = await model.run(request);
        const at = file();
        copyFileSync(at, `${at}.copy`);
        renameSync(`${at}.copy`, at);
        assert.deepEqual(await model.run(request), before);
        assert.equal(model.isStale(), false);
      });
    });
  }

  it("answer as before when only the time of the int8 file is another", async () => {
    const model = await open({ precision: "int8" });
    const before = await model.run(request);
    utimesSync(findCached(), 1, 1);
    assert.deepEqual(await model.run(request), before);
  });

  for (const { name, remove } of [
    { name: "is removed", remove: () => rmSync(cacheFolder, { recursive: true }) },
    {
      name: "is replaced by a damaged file",
      remove: () => {
        const bytes = readFileSync(findCached());
        const at = findCached();
        rmSync(at);
        writeFileSync(at, bytes.fill(7, bytes.length - 3000));
      },
    },
  ]) {
    it(`answer in sessions that are opened later as they would have if the cache ${name}`, async () => {
      const states = { inputs: request.inputs, hidden: [1, 2], attention: [0] };
      const model = await open({ precision: "int8" });
      const [first, expected] = [await model.run(request), await model.run(states)];
      await model.dispose();
      const fresh = await open({ precision: "int8" });
      remove();
      assert.deepEqual(await fresh.run(request), first);
      remove();
      assert.deepEqual(await fresh.run(states), expected);
      assert.deepEqual(await fresh.run(request), first);
      assert.equal(listCached().length, 1);
      assert.equal(fresh.isStale(), false);
    });
  }

  it("are stale when the cache is removed and cannot be made again", async () => {
    const model = await open({ precision: "int8" });
    rmSync(cacheFolder, { recursive: true });
    writeFileSync(cacheFolder, "a file in its place");
    await assert.rejects(model.run(request), (error: Error) => error.message.includes(cacheFolder));
    assert.equal(model.isStale(), true);
    const again = await open({ precision: "auto" });
    assert.equal(again.info.precision, "fp32");
    assert.equal((await again.run(request)).nsp?.length, 1);
  });

  it("are told from other weights of the same size and time in the remembered hash", async () => {
    const before = await hashWeights(await readCheckpoint(folder), cacheFolder);
    overwriteUnseen();
    assert.notEqual(await hashWeights(await readCheckpoint(folder), cacheFolder), before);
    assert.ok(existsSync(cacheFolder));
  });
});
