import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { createOnnxModel } from "../../../src/engine/model/onnxModel";
import { type Export, exportModel } from "../../../src/engine/serving/exportModel";
import type { ModelOutput } from "../../../src/tasks/model/model";
import { createFolder, removeFolders, TINY_BERT, TINY_DISTILBERT } from "../../checkpoint/checkpointFolder";
import { createTorchFolder } from "../../checkpoint/pickle/torchFolder";
import { skipBecause } from "../../harness/skipBecause";

/** Largest difference of logits from those of the engine, by what was exported. */
const TOLERANCES = { fp32: 1e-5, fp16: 2e-2, int8: 0.15 };
/** Padding: an id and a segment that must not be read. */
const FILLER = 11;
const SEQUENCES = [
  [2, 30, 41, 52, 3],
  [2, 7, 3],
  [2, 99, 12, 4, 77, 18, 60, 3],
];

const int64 = (rows: readonly (readonly number[])[]): Tensor =>
  new Tensor("int64", BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]!.length]);

/** Puts all sequences in one batch, padded on a side, and cuts the padding from the answers. */
async function runPadded(file: string, side: "left" | "right", perToken: boolean): Promise<readonly Float32Array[]> {
  const T = Math.max(...SEQUENCES.map((ids) => ids.length));
  const pad = (row: readonly number[], filler: number) => {
    const padding = Array.from({ length: T - row.length }, () => filler);
    return side === "left" ? [...padding, ...row] : [...row, ...padding];
  };
  const session = await InferenceSession.create(file, { logSeverityLevel: 4 });
  const feeds: Record<string, Tensor> = {
    input_ids: int64(SEQUENCES.map((ids) => pad(ids, FILLER))),
    attention_mask: int64(
      SEQUENCES.map((ids) =>
        pad(
          ids.map(() => 1),
          0,
        ),
      ),
    ),
    token_type_ids: int64(
      SEQUENCES.map((ids) =>
        pad(
          ids.map(() => 0),
          1,
        ),
      ),
    ),
  };
  assert.deepEqual(session.outputNames, ["logits"]);
  const { logits } = await session.run(Object.fromEntries(session.inputNames.map((name) => [name, feeds[name]!])));
  await session.release();
  const values = logits!.data as Float32Array;
  const size = values.length / SEQUENCES.length;
  return SEQUENCES.map((ids, b) => {
    const own = values.subarray(b * size, (b + 1) * size);
    if (!perToken) return own;
    const [from, width] = [side === "left" ? T - ids.length : 0, size / T];
    return own.subarray(from * width, (from + ids.length) * width);
  });
}

describe("exportModel", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "cloze-export-"))));
  after(() => {
    rmSync(folder, { recursive: true });
    removeFolders();
  });
  let count = 0;
  const write = (asked: Partial<Export> = {}) =>
    exportModel(
      { model: TINY_BERT, to: join(folder, `out${count++}`), for: "onnx", ...asked },
      { cacheFolder: join(folder, "cache"), onStep: () => Promise.resolve() },
    );

  async function compute(model: string, head: "mlm" | "nsp" | "classifier"): Promise<readonly Float32Array[]> {
    const opened = await createOnnxModel(model, { cacheFolder: join(folder, "cache") });
    const outputs: ModelOutput[] = [];
    for (const ids of SEQUENCES) {
      const inputs = [{ ids, segments: ids.map(() => 0) }];
      const mlm = ids.map((_, position) => ({ input: 0, position }));
      outputs.push(await opened.run(head === "mlm" ? { inputs, mlm } : { inputs, [head]: true }));
    }
    await opened.dispose();
    return outputs.map(({ [head]: rows }) => Float32Array.from(rows!.flatMap((row) => [...row])));
  }

  for (const [name, model, heads] of [
    ["BERT", TINY_BERT, ["classifier", "mlm", "nsp"]],
    ["DistilBERT", TINY_DISTILBERT, ["classifier", "mlm"]],
  ] as const) {
    for (const head of heads) {
      for (const precision of ["fp32", "fp16", "int8"] as const) {
        it(`of a ${name}'s ${head} in ${precision} answers a padded batch as the engine answers each text`, async () => {
          const written = await write({ model, head, precision });
          const expected = await compute(model, head);
          // A position is counted from the first token, so only padding behind leaves them as they are.
          const found = await runPadded(join(written.folder, "model.onnx"), "right", head === "mlm");
          for (const [b, own] of expected.entries()) {
            assert.equal(found[b]!.length, own.length);
            const largest = Math.max(...own.map((value, i) => Math.abs(value - found[b]![i]!)));
            assert.ok(largest < TOLERANCES[precision], `sequence ${b}: ${largest}`);
          }
        });
      }
    }
  }

  it("never reads padding before a text either", async () => {
    const { folder: written } = await write({ head: "mlm" });
    const file = join(written, "model.onnx");
    const before = await runPadded(file, "left", true);
    // The same with another filler: what is not attended to changes nothing.
    const longest = SEQUENCES.findIndex((ids) => ids.length === Math.max(...SEQUENCES.map((each) => each.length)));
    const behind = await runPadded(file, "right", true);
    assert.deepEqual([...before[longest]!], [...behind[longest]!]);
    assert.ok(before.every((row) => row.every(Number.isFinite)));
  });

  it("of weights that PyTorch saved by columns answers as of those by rows", async () => {
    const { folder: written } = await write({ model: createTorchFolder({ isByColumns: true }), head: "nsp" });
    const expected = await compute(TINY_BERT, "nsp");
    const found = await runPadded(join(written, "model.onnx"), "right", false);
    for (const [b, own] of expected.entries())
      own.forEach((value, i) => assert.ok(Math.abs(value - found[b]![i]!) < 1e-5));
  });

  it("says which head it wrote, and which others there are", async () => {
    const { head, others, inputs, outputs, files } = await write();
    assert.deepEqual([head, others], ["classifier", ["mlm", "nsp"]]);
    assert.deepEqual(inputs, ["input_ids", "attention_mask", "token_type_ids"]);
    assert.deepEqual([outputs, files], [["logits"], ["model.onnx"]]);
    assert.deepEqual((await write({ model: TINY_DISTILBERT })).inputs, ["input_ids", "attention_mask"]);
  });

  it("writes what each server reads beside it", async () => {
    const triton = await write({ for: "triton", name: "tone" });
    assert.deepEqual(triton.files, ["tone/1/model.onnx", "tone/config.pbtxt"]);
    const config = readFileSync(join(triton.folder, "tone/config.pbtxt"), "utf8");
    assert.match(config, /^name: "tone"\nbackend: "onnxruntime"\n/);
    assert.match(config, /\{ name: "attention_mask" data_type: TYPE_INT64 dims: \[ -1 \] \}/);
    assert.match(config, /output \[\n {2}\{ name: "logits" data_type: TYPE_FP32 dims: \[ 3 \] \}\n\]/);
    const kserve = await write({ for: "kserve", name: "tone" });
    assert.deepEqual(kserve.files, ["models/tone/1/model.onnx", "models/tone/config.pbtxt", "inference-service.yaml"]);
    const mlserver = await write({ for: "mlserver", name: "tone", head: "mlm" });
    const settings = JSON.parse(readFileSync(join(mlserver.folder, "model-settings.json"), "utf8")) as Record<
      string,
      unknown
    >;
    assert.equal(settings["name"], "tone");
    assert.deepEqual(settings["outputs"], [{ name: "logits", datatype: "FP32", shape: [-1, -1, 120] }]);
    assert.match(readFileSync(join(mlserver.folder, "onnx_runtime.py"), "utf8"), /class OnnxRuntime\(MLModel\)/);
  });

  it("takes the place of an empty folder, and of nothing else", async () => {
    const to = join(folder, "there");
    mkdirSync(to);
    await write({ to });
    await assert.rejects(write({ to }), {
      code: "bad-request",
      message: /is there already and not empty, expected a new folder$/,
    });
    writeFileSync(join(folder, "file"), "");
    await assert.rejects(write({ to: join(folder, "file") }), { code: "bad-request" });
    await assert.rejects(write({ to: join(folder, "none", "out") }), {
      code: "bad-request",
      message: /expected a new folder in one that is there/,
    });
    await assert.rejects(write({ head: "tags" }), { code: "no-readout" });
  });

  it("says that a folder takes nothing, and does not try for ever", async function () {
    if (process.platform !== "linux") skipBecause(this, "only Linux has such a folder");
    this.timeout(5000);
    await assert.rejects(write({ to: "/proc/cloze-export" }), {
      code: "failed",
      message: /^\/proc\/cloze-export: cannot be written: /,
    });
  });

  it("leaves nothing of an export that was ended, or that float16 has no numbers for", async () => {
    const before = readdirSync(folder);
    const stop = new Error("stopped");
    const options = { cacheFolder: join(folder, "cache"), onStep: () => Promise.reject(stop) };
    await assert.rejects(exportModel({ model: TINY_BERT, to: join(folder, "ended"), for: "onnx" }, options), stop);
    const model = createFolder({
      tensors: (tensors) =>
        tensors.map((tensor) =>
          tensor.name === "classifier.bias"
            ? { ...tensor, bytes: new Uint8Array(Float32Array.of(1, 1e6, 0).buffer) }
            : tensor,
        ),
    });
    await assert.rejects(write({ model, precision: "fp16" }), {
      code: "bad-weight",
      message: 'tensor "classifier.bias": 1000000, expected a number that float16 holds; export it in fp32',
    });
    assert.deepEqual(readdirSync(folder), before);
  });
});
