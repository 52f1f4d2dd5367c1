import { buildProductCheck } from "../graph/buildProductCheck";
import { CPU } from "./device";
import { createOnnxSession } from "./onnxSession";

/** 8 bits. */
export const FULL = 127;
/** 7 bits: two products with the largest input, 2 · 255 · 63, fit into the 16 bits that saturate. */
export const REDUCED = 63;

/** Rows of a product, for the kernels of one row and of many. */
const ROWS = [1, 2, 16];

let found: Promise<number> | undefined;

/** The largest int8 weight whose products this processor adds up exactly: tried once, on the processor itself. */
export function findLargestWeight(): Promise<number> {
  found ??= multiplyExtremes().then((sums) => chooseLargest(sums, buildProductCheck().expected));
  return found;
}

export function chooseLargest(sums: Float32Array, expected: number): number {
  return sums.every((sum) => sum === expected) ? FULL : REDUCED;
}

async function multiplyExtremes(): Promise<Float32Array> {
  const { graph, row } = buildProductCheck();
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
