import { ELEMENT_TYPES } from "../onnx/onnxGraph";
import { writeOnnx } from "../onnx/writeOnnx";
import type { MatrixType } from "./quantizeRows";

/** Length of each sum: enough for the widest step of every kernel. */
const INNER = 64;
const COLUMNS = 32;
/** Values of two neighbours, by column: full matrices use the extremes, narrow ones the largest sum they allow. */
const PAIRS: Readonly<Record<MatrixType, readonly (readonly [number, number])[]>> = {
  full: [[127, 127]],
  narrow: [
    [64, 64],
    [127, 1],
  ],
};
const LARGEST_INPUT = 255;

/** A product of the largest values possible. It shows whether this processor adds them up without saturating. */
export interface ProductCheck {
  /** Bytes of an `.onnx` file: "inputs" int32 [R, K] → "sums" float [R, {@link COLUMNS}]. */
  readonly graph: Uint8Array;
  /** One row of inputs, [K]. */
  readonly row: readonly number[];
  /** The exact value of each sum. */
  readonly expected: number;
}

export function buildProductCheck(matrixType: MatrixType): ProductCheck {
  const one = new Uint8Array(Float32Array.of(1).buffer);
  const zero = Uint8Array.of(0);
  const pairs = PAIRS[matrixType];
  const weights = Uint8Array.from({ length: INNER * COLUMNS }, (_, i) => {
    const [row, column] = [Math.floor(i / COLUMNS), i % COLUMNS];
    return pairs[column % pairs.length]?.[row % 2] ?? 0;
  });
  const graph = writeOnnx({
    name: "product-check",
    nodes: [
      {
        opType: "Cast",
        inputs: ["inputs"],
        outputs: ["bytes"],
        attributes: { to: { kind: "int", value: ELEMENT_TYPES.uint8 } },
      },
      {
        opType: "MatMulIntegerToFloat",
        domain: "com.microsoft",
        inputs: ["bytes", "weights", "one", "one", "zero"],
        outputs: ["sums"],
        attributes: {},
      },
    ],
    initializers: [
      { name: "weights", type: "int8", shape: [INNER, COLUMNS], data: weights },
      { name: "one", type: "float", shape: [], data: one },
      { name: "zero", type: "uint8", shape: [], data: zero },
    ],
    inputs: [{ name: "inputs", type: "int32", shape: ["R", INNER] }],
    outputs: [{ name: "sums", type: "float", shape: ["R", COLUMNS] }],
  });
  const row = Array.from({ length: INNER }, () => LARGEST_INPUT);
  const [a, b] = pairs[0] ?? [0, 0]; // All pairs have the same sum.
  return { graph, row, expected: (INNER / 2) * LARGEST_INPUT * (a + b) };
}
