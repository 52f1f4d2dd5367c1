import { buildProductCheck } from "../../graph/int8/buildProductCheck";
import type { MatrixType } from "../../graph/int8/quantizeRows";
import { CPU } from "../protocol/device";
import { createOnnxSession } from "../sessions/onnxSession";

/** Numbers of rows to try: kernels for one row and for many rows differ. */
const ROWS = [1, 2, 16];

let found: Promise<MatrixType> | undefined;

/**
 * "full" if this processor adds up products of uint8 and int8 exactly, otherwise "narrow". Found out by one trial on the
 * processor itself: x86 without VNNI adds two products in 16 bits and cuts off what does not fit, and narrow matrices fit.
 */
export function detectMatrixType(): Promise<MatrixType> {
  found ??= multiplyExtremes("full").then((sums) => chooseMatrixType(sums, buildProductCheck("full").expected));
  return found;
}

export function chooseMatrixType(sums: Float32Array, expected: number): MatrixType {
  return sums.every((sum) => sum === expected) ? "full" : "narrow";
}

/** Adds up products of the largest values possible, with the kernels for one row and for many rows. */
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
