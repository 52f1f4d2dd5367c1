import { ZERO_WEIGHT, type MatrixType } from "./int8File";
import { ELEMENT_TYPES } from "./onnxGraph";
import { writeOnnx } from "./writeOnnx";

/** Long enough for every kernel's widest step. */
const INNER = 64;
const COLUMNS = 32;
const LARGEST_WEIGHT = 127;
const LARGEST_INPUT = 255;

/** A product of the largest values there are, to find out whether this processor adds them up without saturating. */
export interface ProductCheck {
  /** Bytes of an `.onnx` file: "inputs" int32 [R, K] → "sums" float [R, {@link COLUMNS}]. */
  readonly graph: Uint8Array;
  /** One row of inputs, [K]. */
  readonly row: readonly number[];
  /** What each sum is, exactly. */
  readonly expected: number;
}

export function buildProductCheck(matrixType: MatrixType): ProductCheck {
  const one = new Uint8Array(Float32Array.of(1).buffer);
  const zero = Uint8Array.of(0);
  const weightOfZero = matrixType === "int8" ? 0 : ZERO_WEIGHT;
  const weights = new Uint8Array(INNER * COLUMNS).fill(LARGEST_WEIGHT + weightOfZero);
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
        inputs: ["bytes", "weights", "one", "one", "zero", "weightOfZero"],
        outputs: ["sums"],
        attributes: {},
      },
    ],
    initializers: [
      { name: "weights", type: matrixType, shape: [INNER, COLUMNS], data: weights },
      { name: "one", type: "float", shape: [], data: one },
      { name: "zero", type: "uint8", shape: [], data: zero },
      { name: "weightOfZero", type: matrixType, shape: [], data: Uint8Array.of(weightOfZero) },
    ],
    inputs: [{ name: "inputs", type: "int32", shape: ["R", INNER] }],
    outputs: [{ name: "sums", type: "float", shape: ["R", COLUMNS] }],
  });
  const row = Array.from({ length: INNER }, () => LARGEST_INPUT);
  return { graph, row, expected: INNER * LARGEST_INPUT * LARGEST_WEIGHT };
}
