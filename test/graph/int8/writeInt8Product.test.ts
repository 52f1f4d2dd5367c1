import assert from "node:assert/strict";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { readCheckpoint } from "../../../src/checkpoint/readCheckpoint";
import { quantizeInput } from "../../../src/graph/int8/writeInt8Product";
import { computeLowerBound, writeActivation } from "../../../src/graph/layers/writeActivation";
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
];

describe("quantizeInput", () => {
  after(removeFolders);

  for (const { activation, steps } of [
    { activation: undefined, steps: 127 },
    { activation: "gelu", steps: 227 },
    { activation: "gelu_new", steps: 227 },
    { activation: "silu", steps: 227 },
    { activation: "relu", steps: 255 },
  ]) {
    it(`loses at most half a step: ${activation ?? "inputs of either sign"}`, async () => {
      const [values, quantized] = await quantize(activation);
      for (const [index, row] of quantized.entries()) {
        const [exact, largest] = [values[index]!, row.most];
        for (const [column, value] of row.values.entries()) {
          const error = Math.abs(value - exact[column]!);
          // For a row of zeros any byte is right: its largest value is 0, and everything is multiplied by that.
          assert.ok(error <= (0.5 * largest) / steps + 1e-6, `row ${index}, column ${column}: ${error} of ${largest}`);
        }
      }
    });
  }
});

/** @returns The values before and after they were quantized. */
async function quantize(
  activation: string | undefined,
): Promise<readonly [readonly (readonly number[])[], readonly { values: readonly number[]; most: number }[]]> {
  const checkpoint = await readCheckpoint(createFolder({ config: { hidden_act: activation ?? "gelu" } }));
  const writer = new GraphWriter(checkpoint, { folder: "", tensors: new Map() }, "row");
  const input = writer.input({ name: "x", type: "float", shape: ["R", COLUMNS] });
  const x = activation === undefined ? input : writeActivation(writer, input);
  const least = activation === undefined ? undefined : computeLowerBound(checkpoint.config.activation);
  const { values, most, scale, zero } = quantizeInput(writer, x, least === undefined ? {} : { least });
  const back = writer.node("DequantizeLinear", [values, scale, zero]);
  const outputs = { exact: x, shares: back, most };
  for (const name of Object.values(outputs)) writer.output({ name, type: "float", shape: ["R", "C"] });
  const session = await InferenceSession.create(writer.finish("inputs"), { graphOptimizationLevel: "disabled" });
  const found = await session.run({ x: new Tensor("float32", Float32Array.from(ROWS.flat()), [ROWS.length, COLUMNS]) });
  const rowsOf = (name: string): readonly (readonly number[])[] => {
    const data = Array.from(found[name]!.data as Float32Array);
    return ROWS.map((_, row) => data.slice((row * data.length) / ROWS.length, ((row + 1) * data.length) / ROWS.length));
  };
  await session.release();
  const [shares, largest] = [rowsOf(outputs.shares), rowsOf(outputs.most)];
  return [
    rowsOf(outputs.exact),
    shares.map((row, index) => ({
      values: row.map((share) => share * largest[index]![0]!),
      most: largest[index]![0]!,
    })),
  ];
}
