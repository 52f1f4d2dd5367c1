import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { type Conversion, convertCheckpoint } from "../../../src/engine/weights/convertCheckpoint";
import { ModelError, type ModelErrorCode } from "../../../src/tasks/model/model";
import { createFolder, removeFolders, TINY_BERT } from "../../checkpoint/checkpointFolder";
import { createTorchFolder } from "../../checkpoint/pickle/torchFolder";
import { type FileTensor, readTensorsOf } from "../../checkpoint/safetensorsFile";
import { skipBecause } from "../../harness/skipBecause";

const sortByName = (tensors: readonly FileTensor[]) => [...tensors].sort((a, b) => (a.name < b.name ? -1 : 1));
const go = () => Promise.resolve();

describe("convertCheckpoint", () => {
  let folder: string;
  let to: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cloze-convert-"));
    to = join(folder, "out");
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  after(removeFolders);

  const convert = (conversion: Omit<Conversion, "to">) => convertCheckpoint({ ...conversion, to }, go);
  const rejects = (work: Promise<unknown>, code: ModelErrorCode, says: RegExp) =>
    assert.rejects(work, (error: unknown) => {
      assert.ok(error instanceof ModelError, String(error));
      assert.equal(error.code, code);
      assert.match(error.message, says);
      return true;
    });

  for (const isByColumns of [false, true]) {
    it(`writes the same numbers, and what stands beside them: ${isByColumns ? "by columns" : "by rows"}`, async () => {
      const model = createTorchFolder({
        isByColumns,
        files: { "modules.json": "[]", "1_Pooling/config.json": "{}", "events.out": "x" },
      });
      const written = await convert({ model });
      const files = [
        "config.json",
        "modules.json",
        "tokenizer_config.json",
        "vocab.txt",
        "1_Pooling/config.json",
        "model.safetensors",
      ];
      assert.deepEqual(written.files, files);
      const found = readTensorsOf(join(to, "model.safetensors"));
      assert.deepEqual(sortByName(found), sortByName(readTensorsOf(join(TINY_BERT, "model.safetensors"))));
      for (const name of ["config.json", "vocab.txt", "1_Pooling/config.json"])
        assert.deepEqual(readFileSync(join(to, name)), readFileSync(join(model, name)));
      assert.equal(written.tensors, found.length);
      assert.deepEqual(readdirSync(folder), ["out"]);
    });
  }

  it("writes a config.json of a bert_config.json, and says what that is of", async () => {
    const config = JSON.parse(readFileSync(join(TINY_BERT, "config.json"), "utf8")) as Record<string, unknown>;
    const old = { ...config, model_type: undefined };
    const model = createTorchFolder({ files: { "config.json": undefined, "bert_config.json": JSON.stringify(old) } });
    assert.ok(!readdirSync(model).includes("config.json"));
    await convert({ model });
    assert.deepEqual(JSON.parse(readFileSync(join(to, "config.json"), "utf8")), { ...config, model_type: "bert" });
    assert.deepEqual((await readCheckpoint(to)).config, (await readCheckpoint(model)).config);
  });

  it("names the tensors that it leaves out", async () => {
    const ids = { name: "bert.embeddings.position_ids", dtype: "I64", shape: [1], bytes: new Uint8Array(8) };
    const { leftOut } = await convert({ model: createFolder({ tensors: (all) => [ids, ...all] }) });
    assert.deepEqual(leftOut, [{ name: ids.name, dtype: "I64" }]);
  });

  for (const { name, make, overwrite, code, says } of [
    {
      name: "a folder that holds something",
      make: () => add("notes.txt"),
      overwrite: false,
      code: "bad-request",
      says: /not empty/,
    },
    {
      name: "a converted model, unless told to",
      make: () => convert({ model: TINY_BERT }),
      overwrite: false,
      code: "bad-request",
      says: /overwrite/,
    },
    {
      name: "somebody's work, even if told to",
      make: () => add("thesis.docx", "config.json"),
      overwrite: true,
      code: "bad-request",
      says: /holds thesis\.docx/,
    },
    {
      name: "other weights, even if told to",
      make: () => add("pytorch_model.bin", "config.json"),
      overwrite: true,
      code: "bad-request",
      says: /holds pytorch_model\.bin/,
    },
    {
      name: "a folder of texts, even if told to",
      make: () => add("a.txt", "b.md"),
      overwrite: true,
      code: "bad-request",
      says: /has no config\.json/,
    },
    { name: "a file", make: () => writeFileSync(to, "x"), overwrite: true, code: "bad-request", says: /is a file/ },
  ] as const) {
    it(`does not write over ${name}`, async () => {
      await make();
      const before = readdirSync(folder, { recursive: true });
      await rejects(convert({ model: TINY_BERT, overwrite }), code, says);
      assert.deepEqual(readdirSync(folder, { recursive: true }), before);
    });
  }

  function add(...names: readonly string[]): void {
    mkdirSync(to);
    for (const name of names) writeFileSync(join(to, name), "x");
  }

  it("writes into an empty folder, and over a converted model when told to, its own source too", async () => {
    mkdirSync(to);
    await convert({ model: createTorchFolder() });
    writeFileSync(join(to, "README.md"), "old");
    await convert({ model: TINY_BERT, overwrite: true });
    assert.ok(!readdirSync(to).includes("README.md"));
    const before = readFileSync(join(to, "model.safetensors"));
    await convert({ model: to, overwrite: true });
    assert.deepEqual(readFileSync(join(to, "model.safetensors")), before);
    assert.deepEqual(readdirSync(folder), ["out"]);
  });

  it("may be read by whoever may read the model", async function () {
    if (process.platform === "win32") skipBecause(this, "Windows has no such permissions");
    const before = process.umask(0o077);
    try {
      const source = createTorchFolder();
      chmodSync(source, 0o755);
      await convert({ model: source });
    } finally {
      process.umask(before);
    }
    assert.equal(statSync(to).mode & 0o777, 0o755);
    for (const name of readdirSync(to)) assert.equal(statSync(join(to, name)).mode & 0o777, 0o644, name);
  });

  it("makes no folders on the way", () =>
    rejects(convertCheckpoint({ model: TINY_BERT, to: join(folder, "a/b") }, go), "bad-request", /is not/));

  it("leaves nothing of what was cancelled, and the old model where it was", async () => {
    const cancelled = new Error("cancelled");
    const stop = (done: number, total: number) => (done > total / 2 ? Promise.reject(cancelled) : go());
    await assert.rejects(convertCheckpoint({ model: TINY_BERT, to }, stop), cancelled);
    assert.deepEqual(readdirSync(folder), []);
    await convert({ model: TINY_BERT });
    await assert.rejects(convertCheckpoint({ model: TINY_BERT, to, overwrite: true }, stop), cancelled);
    assert.equal((await readCheckpoint(to)).tensors.size, (await readCheckpoint(TINY_BERT)).tensors.size);
  });
});
