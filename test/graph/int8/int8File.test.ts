import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { Checkpoint } from "../../../src/checkpoint/checkpoint";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { detectMatrixType } from "../../../src/engine/devices/detectMatrixType";
import { buildGraph } from "../../../src/graph/buildGraph";
import { GraphError, type GraphErrorCode } from "../../../src/graph/graphError";
import { type Int8File, layOutInt8 } from "../../../src/graph/int8/int8File";
import { planInt8 } from "../../../src/graph/int8/planInt8";
import { type MatrixType, quantizeRows } from "../../../src/graph/int8/quantizeRows";
import { readInt8 } from "../../../src/graph/int8/readInt8";
import { writeInt8 } from "../../../src/graph/int8/writeInt8";
import { writeDense } from "../../../src/graph/layers/writeDense";
import { GraphWriter } from "../../../src/graph/onnx/graphWriter";
import { createFolder, removeFolders, TINY_BERT, TINY_DISTILBERT } from "../../checkpoint/checkpointFolder";
import { convertTensor, type FileTensor, floatsOf, readTensorsOf, widenTensor } from "../../checkpoint/safetensorsFile";
import { createSlipFolder } from "../../checkpoint/slipFolder";
import { createRandom } from "../createRandom";
import { readGraph } from "../readGraph";

const WORDS = "bert.embeddings.word_embeddings.weight";
const QUERY = "bert.encoder.layer.0.attention.self.query";

describe("the file of int8 weights", () => {
  let folder: string;
  let count = 0;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "cloze-int8-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
    removeFolders();
  });

  const write = async (checkpoint: Checkpoint, matrixType: MatrixType = "full"): Promise<string> => {
    const path = join(folder, `${(count += 1)}.safetensors`);
    await writeInt8(checkpoint, path, matrixType);
    return path;
  };
  const layOut = (checkpoint: Checkpoint): Int8File => layOutInt8(planInt8(checkpoint));
  const readChecked = async (checkpoint: Checkpoint, path: string): Promise<void> =>
    (await readInt8(layOut(checkpoint), path)).checked;
  const isCode = (code: GraphErrorCode, message: RegExp) => (error: unknown) =>
    error instanceof GraphError && error.code === code && message.test(error.message);

  for (const { name, from, dtype, matrixType } of [
    { name: "tiny-bert in F32", from: TINY_BERT, dtype: undefined, matrixType: "full" },
    { name: "tiny-bert in F16", from: TINY_BERT, dtype: "F16", matrixType: "full" },
    { name: "tiny-bert in BF16", from: TINY_BERT, dtype: "BF16", matrixType: "full" },
    { name: "tiny-bert with narrow matrices", from: TINY_BERT, dtype: undefined, matrixType: "narrow" },
    { name: "tiny-distilbert in F32", from: TINY_DISTILBERT, dtype: undefined, matrixType: "full" },
  ] as const) {
    it(`holds every weight within half a step: ${name}`, async () => {
      const convert = (all: readonly FileTensor[]) => (dtype ? all.map((each) => convertTensor(each, dtype)) : all);
      const source = createFolder({ from, tensors: convert });
      const path = await write(await readCheckpoint(source), matrixType);
      const stored = new Map(readTensorsOf(path).map((tensor) => [tensor.name, tensor]));
      let matrices = 0;
      for (const original of readTensorsOf(join(source, "model.safetensors"))) {
        const expected = floatsOf(dtype ? widenTensor(original) : original);
        const found = stored.get(original.name);
        if (found === undefined) continue;
        if (found.dtype === "F32") assert.deepEqual(floatsOf(found), expected, original.name);
        else
          assertRows(
            dequantize(found, stored.get(`${original.name}.scale`)!, original.name.includes("word_embeddings")),
            expected,
            original.name,
          );
        matrices += Number(found.dtype !== "F32");
      }
      assert.ok(matrices >= 3 * 6, `${matrices} matrices`);
    });
  }

  it("holds the readout for words too many and missing as it is, and is another file than one without it", async () => {
    const source = createSlipFolder();
    const path = await write(await readCheckpoint(source));
    const stored = new Map(readTensorsOf(path).map((tensor) => [tensor.name, tensor]));
    const originals = readTensorsOf(join(source, "model.safetensors")).filter(({ name }) => name.startsWith("slips."));
    assert.equal(originals.length, 2);
    for (const original of originals) assert.deepEqual(stored.get(original.name), original);
    const unnamed = await readCheckpoint(createSlipFolder({ config: { cloze_slips: undefined } }));
    await assert.rejects(readChecked(unnamed, path), isCode("bad-file", /bytes, expected/));
  });

  /** @returns Value and step of each element, in the checkpoint's order [out, in]. */
  function dequantize(
    values: FileTensor,
    scales: FileTensor,
    isTable: boolean,
  ): readonly { value: number; step: number }[] {
    const int8 = new Int8Array(values.bytes.slice().buffer);
    const steps = floatsOf(scales);
    const [rows, columns] = values.shape as [number, number];
    if (isTable)
      return Array.from(int8, (value, i) => ({
        value: value * steps[Math.floor(i / columns)]!,
        step: steps[Math.floor(i / columns)]!,
      }));
    return Array.from(int8, (_, i) => {
      const [out, input] = [Math.floor(i / rows), i % rows];
      return { value: int8[input * columns + out]! * steps[out]!, step: steps[out]! };
    });
  }

  function assertRows(found: readonly { value: number; step: number }[], expected: Float32Array, what: string): void {
    assert.equal(found.length, expected.length, what);
    for (const [i, { value, step }] of found.entries()) {
      assert.ok(
        Math.abs(value - expected[i]!) <= (step / 2) * (1 + 1e-5),
        `${what}: ${value} at ${i}, expected ${expected[i]}`,
      );
    }
  }

  it("holds the word embeddings twice if the product over the vocabulary reads them too", async () => {
    const names = readTensorsOf(await write(await readCheckpoint(TINY_BERT))).map(({ name }) => name);
    assert.ok(names.includes(WORDS) && names.includes("cls.predictions.decoder.weight"));
  });

  it("is the same, byte for byte, when it is written again", async () => {
    const checkpoint = await readCheckpoint(TINY_BERT);
    assert.deepEqual(readFileSync(await write(checkpoint)), readFileSync(await write(checkpoint)));
  });

  it("serves graphs whose large weights are int8 and that read nothing else", async () => {
    const checkpoint = await readCheckpoint(TINY_BERT);
    const weights = await readInt8(layOut(checkpoint), await write(checkpoint));
    const products = 3 * 6 + 1;
    const { operators, initializers } = readGraph(buildGraph(checkpoint, { mlm: true, nsp: true }, weights));
    const count = (operator: string) => operators.filter((found) => found === operator).length;
    assert.equal(count("MatMulIntegerToFloat"), products);
    // Query, key and value share one input, except in the last layer, whose query reads fewer rows.
    assert.equal(count("QuantizeLinear"), 14);
    // None has a scale for several rows.
    assert.equal(count("DynamicQuantizeMatMul") + count("DynamicQuantizeLinear"), 0);
    // Of the readouts' products, only the one over the vocabulary is an integer product. Behind each of those, save the
    // three whose input has a known bound, a product of two columns takes back the offsets.
    assert.equal(count("Gemm"), 3 + products - 3);
    assert.ok(initializers.includes(`${QUERY}.weight.scale`) && initializers.includes(`${QUERY}.weight.shift`));
  });

  for (const { name, damage, message } of [
    { name: "that lacks a byte", damage: (bytes: Buffer) => bytes.subarray(0, -1), message: /bytes, expected/ },
    { name: "that is empty", damage: () => Buffer.alloc(0), message: /0 bytes/ },
    { name: "with a bit of its header changed", damage: (bytes: Buffer) => flip(bytes, 20), message: /header/ },
    {
      name: "with a bit of a weight changed",
      damage: (bytes: Buffer) => flip(bytes, bytes.length - 1000),
      message: /CRC-32/,
    },
    {
      name: "with a bit of its checksum changed",
      damage: (bytes: Buffer) => flip(bytes, bytes.length - 1),
      message: /CRC-32/,
    },
  ]) {
    it(`is refused if it is one ${name}`, async () => {
      const checkpoint = await readCheckpoint(TINY_BERT);
      const path = await write(checkpoint);
      writeFileSync(path, damage(readFileSync(path)));
      await assert.rejects(readChecked(checkpoint, path), isCode("bad-file", message));
    });
  }

  it("is refused for another checkpoint", async () => {
    const path = await write(await readCheckpoint(TINY_BERT));
    await assert.rejects(readChecked(await readCheckpoint(TINY_DISTILBERT), path), isCode("bad-file", /expected/));
  });

  for (const value of [NaN, Infinity]) {
    it(`is not made from a weight of ${value}`, async () => {
      const spoil = (all: readonly FileTensor[]) =>
        all.map((tensor) =>
          tensor.name === `${QUERY}.weight` ? { ...tensor, bytes: withFloat(tensor.bytes, 7, value) } : tensor,
        );
      const checkpoint = await readCheckpoint(createFolder({ tensors: spoil }));
      await assert.rejects(write(checkpoint), isCode("bad-weight", new RegExp(`${QUERY}\\.weight": ${value} at 7`)));
    });
  }

  describe("a dense layer over it", () => {
    const R = 9;
    const H = 32;

    async function runDense(rows: readonly (readonly number[])[], matrixType: MatrixType): Promise<Float32Array> {
      const checkpoint = await readCheckpoint(TINY_BERT);
      const weights = await readInt8(layOut(checkpoint), await write(checkpoint, matrixType));
      const writer = new GraphWriter(checkpoint, weights);
      const x = writer.input({ name: "x", type: "float", shape: ["R", H] });
      const y = writeDense(writer, x, QUERY);
      writer.output({ name: y, type: "float", shape: ["R", H] });
      const session = await InferenceSession.create(writer.finish("dense"), {
        logSeverityLevel: 4,
        extra: { session: { model_external_initializers_file_folder_path: weights.folder } },
      });
      const found = await session.run({ x: new Tensor("float32", Float32Array.from(rows.flat()), [rows.length, H]) });
      await session.release();
      return found[y]!.data as Float32Array;
    }

    const random = createRandom(3);
    const rows = Array.from({ length: R }, (_, r) => Array.from({ length: H }, () => (random() - 0.5) * 10 ** (r - 4)));
    rows[4] = Array.from({ length: H }, () => 0);

    for (const matrixType of ["narrow", "of this processor"] as const) {
      it(`multiplies rows and weights, each rounded to its own step: ${matrixType}`, async () => {
        const type = matrixType === "narrow" ? matrixType : await detectMatrixType();
        const tensors = new Map(
          readTensorsOf(join(TINY_BERT, "model.safetensors")).map((tensor) => [tensor.name, floatsOf(tensor)]),
        );
        const [weight, bias] = [tensors.get(`${QUERY}.weight`)!, tensors.get(`${QUERY}.bias`)!];
        const found = await runDense(rows, type);
        for (const [r, row] of rows.entries()) {
          const least = Math.min(...row);
          const step = (Math.max(...row) - least) / 255;
          for (let out = 0; out < H; out += 1) {
            const own = [...weight.subarray(out * H, (out + 1) * H)];
            const scale = quantizeRows(Float32Array.from(own), H, type).scales[0]!;
            const sum = own.reduce((total, w, i) => {
              const quantized = step === 0 ? 0 : Math.round((row[i]! - least) / step);
              return total + Math.round(w / scale) * (least + quantized * step);
            }, 0);
            // A value halfway between two steps may be rounded either way in float32.
            const tolerance = step * scale * 127 + 1e-6 * (Math.abs(bias[out]!) + Math.abs(sum * scale));
            assert.ok(Math.abs(found[r * H + out]! - (sum * scale + bias[out]!)) <= tolerance, `row ${r}, ${out}`);
          }
        }
      });
    }

    it("gives each row the same as when it runs alone, bit for bit, and the bias for a row of zeros", async () => {
      const matrixType = await detectMatrixType();
      const together = await runDense(rows, matrixType);
      for (const [r, row] of rows.entries()) {
        assert.deepEqual(await runDense([row], matrixType), together.slice(r * H, (r + 1) * H), `row ${r}`);
      }
      const bias = floatsOf(
        readTensorsOf(join(TINY_BERT, "model.safetensors")).find(({ name }) => name === `${QUERY}.bias`)!,
      );
      assert.deepEqual(together.slice(4 * H, 5 * H), bias);
    });
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  bytes[at]! ^= 1;
  return bytes;
}

function withFloat(bytes: Uint8Array, index: number, value: number): Uint8Array {
  const changed = bytes.slice();
  new DataView(changed.buffer).setFloat32(index * 4, value, true);
  return changed;
}
