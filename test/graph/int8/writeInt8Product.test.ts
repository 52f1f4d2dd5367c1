import assert from "node:assert/strict";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { findBound } from "../../../src/graph/int8/findBound";
import { quantizeInput } from "../../../src/graph/int8/writeInt8Product";
import { writeActivation } from "../../../src/graph/layers/writeActivation";
import { GraphWriter } from "../../../src/graph/onnx/graphWriter";
import { createFolder, removeFolders } from "../../checkpoint/checkpointFolder";

const COLUMNS = 4;

/** Rows of several magnitudes. They include the inputs at which activations are lowest: -0.75 for GELU, -1.28 for SiLU. */
const ROWS = [
  [0, 0, 0, 0],
  [-0.75, -1.28, -0.5, 0.1],
  [-0.75, -1.28, 1, 0.25],
  [-0.75, -1.28, 3, 60],
  [-40, -3, -1, -0.01],
  [7, 7, 7, 7],
  [100, 101, 102, 103],
];
const OUTPUT = "bert.encoder.layer.1.output.dense.weight";

describe("quantizeInput", () => {
  after(removeFolders);

  for (const activation of [undefined, "gelu", "gelu_new", "silu", "relu"]) {
    it(`loses at most half of a 255th of a row's range: ${activation ?? "inputs of either sign"}`, async () => {
      const { exact, shares, ranges, offsets, bound } = await quantize(activation);
      for (const [index, row] of exact.entries()) {
        const [range, least] = [ranges[index]![0]!, bound ?? offsets[index]![0]!];
        assert.ok(Math.abs(range - (Math.max(...row) - least)) < 1e-5, `row ${index}: ${range}`);
        if (bound === undefined) assert.deepEqual(offsets[index], [Math.min(...row), 1]);
        for (const [column, share] of shares[index]!.entries()) {
          const error = Math.abs(least + share * range - row[column]!);
          // For a row of equal values any byte is right: everything is multiplied by its range, 0.
          assert.ok(error <= (0.5 * range) / 255 + 1e-5, `row ${index}, column ${column}: ${error} of ${range}`);
        }
      }
    });
  }
});

async function quantize(activation: string | undefined) {
  const checkpoint = await readCheckpoint(createFolder({ config: { hidden_act: activation ?? "gelu" } }));
  const writer = new GraphWriter(checkpoint, { folder: "", tensors: new Map() });
  const input = writer.input({ name: "x", type: "float", shape: ["R", COLUMNS] });
  const x = activation === undefined ? input : writeActivation(writer, input);
  const bound = activation === undefined ? undefined : findBound(checkpoint, OUTPUT)!;
  const { values, range, offset } = quantizeInput(writer, x, bound);
  assert.equal(offset === undefined, bound !== undefined);
  const shares = writer.node("DequantizeLinear", [values, writer.scalar("float", 1 / 255), writer.scalar("uint8", 0)]);
  const outputs = [x, shares, range, ...(offset === undefined ? [] : [offset])];
  for (const name of outputs) writer.output({ name, type: "float", shape: ["R", "C"] });
  const session = await InferenceSession.create(writer.finish("inputs"), { graphOptimizationLevel: "disabled" });
  const found = await session.run({ x: new Tensor("float32", Float32Array.from(ROWS.flat()), [ROWS.length, COLUMNS]) });
  const rowsOf = (name: string | undefined): readonly (readonly number[])[] => {
    const data = name === undefined ? [] : Array.from(found[name]!.data as Float32Array);
    return ROWS.map((_, row) => data.slice((row * data.length) / ROWS.length, ((row + 1) * data.length) / ROWS.length));
  };
  await session.release();
  return { exact: rowsOf(x), shares: rowsOf(shares), ranges: rowsOf(range), offsets: rowsOf(offset), bound };
}
