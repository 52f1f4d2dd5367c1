import { buildProductCheck } from "../graph/buildProductCheck";
import type { MatrixType } from "../graph/int8File";
import { CPU } from "./device";
import { createOnnxSession } from "./onnxSession";

/** Rows of a product, for the kernels of one row and of many. */
const ROWS = [1, 2, 16];

let found: Promise<MatrixType> | undefined;

/**
 * int8 where this processor adds up its products with uint8 exactly, tried once, on the processor itself. x86 without
 * VNNI adds two of them in 16 bits and cuts off what does not fit; of two uint8 it does not.
 */
export function findMatrixType(): Promise<MatrixType> {
  found ??= multiplyExtremes("int8").then((sums) => chooseMatrixType(sums, buildProductCheck("int8").expected));
  return found;
}

export function chooseMatrixType(sums: Float32Array, expected: number): MatrixType {
  return sums.every((sum) => sum === expected) ? "int8" : "uint8";
}

/** The sums of the largest values there are, by kernels of one row and of many. */
export async function multiplyExtremes(matrixType: MatrixType): Promise<Float32Array> {
  const { graph, row } = buildProductCheck(matrixType);
  const session = await createOnnxSession({ graph, device: CPU, threads: 1, weights: "packed" });
  try {
    const sums: number[] = [];
    for (const rows of ROWS) {
      const values = Int32Array.from({ length: rows * row.length }, (_, i) => row[i % row.length] ?? 0);
      const outputs = await session.run({ inputs: { values, shape: [rows, row.length] } });
      sums.push(...(outputs.get("sums") ?? []));
    }
    return Float32Array.from(sums);
  } finally {
    await session.dispose();
  }
}
