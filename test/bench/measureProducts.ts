import { InferenceSession, Tensor } from "onnxruntime-node";
import { writeOnnx } from "../../src/graph/onnx/writeOnnx";
import { createRandom } from "../graph/createRandom";
import type { SideOptions } from "./side";

/** [in, out] of BERT-base's matrices. */
const SHAPES = [
  [768, 768],
  [768, 3072],
  [3072, 768],
] as const;
const RUNS = 20;

/**
 * Operations (two for each multiply and add) a second of the fastest of ONNX Runtime's matrix products with constant
 * weights: what a model of nothing else would reach. Fp32, or unsigned times signed bytes.
 */
export async function measureProducts(
  rows: number,
  { precision, threads }: Pick<SideOptions, "precision" | "threads">,
): Promise<number> {
  let most = 0;
  for (const [inputs, outputs] of SHAPES) {
    const session = await InferenceSession.create(writeProduct(rows, { inputs, outputs, precision }), {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
    });
    const x =
      precision === "fp32"
        ? new Tensor("float32", new Float32Array(rows * inputs).fill(0.5), [rows, inputs])
        : new Tensor("uint8", new Uint8Array(rows * inputs).fill(100), [rows, inputs]);
    for (let run = 0; run < RUNS; run += 1) {
      const start = performance.now();
      await session.run({ x });
      most = Math.max(most, (2 * rows * inputs * outputs) / ((performance.now() - start) / 1000));
    }
    await session.release();
  }
  return most;
}

function writeProduct(
  rows: number,
  { inputs, outputs, precision }: { inputs: number; outputs: number; precision: SideOptions["precision"] },
): Uint8Array {
  const random = createRandom(3);
  const isFloat = precision === "fp32";
  const weights = isFloat
    ? Float32Array.from({ length: inputs * outputs }, () => random() - 0.5)
    : Int8Array.from({ length: inputs * outputs }, () => Math.floor(random() * 255) - 127);
  return writeOnnx({
    name: "product",
    nodes: [{ opType: isFloat ? "MatMul" : "MatMulInteger", inputs: ["x", "w"], outputs: ["y"], attributes: {} }],
    initializers: [
      { name: "w", type: isFloat ? "float" : "int8", shape: [inputs, outputs], data: new Uint8Array(weights.buffer) },
    ],
    inputs: [{ name: "x", type: isFloat ? "float" : "uint8", shape: [rows, inputs] }],
    outputs: [{ name: "y", type: isFloat ? "float" : "int32", shape: [rows, outputs] }],
  });
}
