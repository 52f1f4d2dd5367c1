import type { GraphWriter } from "./graphWriter";

/**
 * x · Wᵀ + b over a checkpoint's dense layer. Every weight matrix of the graph but the embeddings comes from here: a
 * quantised form takes this one place.
 *
 * @param x - [R, in]
 * @returns [R, out]
 */
export function writeDense(writer: GraphWriter, x: string, name: string): string {
  return writeProjection(writer, x, { weight: `${name}.weight`, bias: `${name}.bias` });
}

/** As {@link writeDense}, for a projection whose weight and bias are not of one name. */
export function writeProjection(
  writer: GraphWriter,
  x: string,
  names: { readonly weight: string; readonly bias: string },
): string {
  // The checkpoint keeps [out, in]: transposed by the product, not in memory.
  return writer.node("Gemm", [x, writer.weight(names.weight), writer.weight(names.bias)], {
    attributes: { transB: { kind: "int", value: 1 } },
  });
}
