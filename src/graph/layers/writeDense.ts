import { scaleName } from "../graphWeights";
import { type DenseInput, quantizeInput, writeInt8Product } from "../int8/writeInt8Product";
import type { GraphWriter } from "../onnx/graphWriter";

/** Published names of the weight [out, in] and the bias [out] of a projection. */
export interface ProjectionNames {
  readonly weight: string;
  readonly bias: string;
}

/**
 * x · Wᵀ + b, with the weight and bias of a checkpoint's dense layer. Except for the embeddings, every weight matrix of
 * the graph is multiplied here.
 *
 * @param x - [R, in]; with integer weights, any number of dimensions before the last.
 * @returns [R, out]
 */
export function writeDense(writer: GraphWriter, x: string, name: string, known: DenseInput = {}): string {
  return writeProjection(writer, x, { weight: `${name}.weight`, bias: `${name}.bias` }, known);
}

/** Same as {@link writeDense}, for a projection whose weight and bias do not share a name. */
export function writeProjection(
  writer: GraphWriter,
  x: string,
  names: ProjectionNames,
  known: DenseInput = {},
): string {
  if (writer.findWeight(names.weight)?.type === "int8") {
    const matrix = writer.storedWeight(names.weight);
    const scales = writer.storedWeight(scaleName(names.weight));
    const bias = writer.weight(names.bias);
    if (writer.scaled === "run") {
      return writer.node("DynamicQuantizeMatMul", [x, matrix, scales, "", bias], {
        domain: "com.microsoft",
      });
    }
    const product = writeInt8Product(writer, quantizeInput(writer, x, known), { matrix, scales });
    return writer.node("Add", [product, bias]);
  }
  // The checkpoint stores [out, in]: the product transposes it, so memory holds no second copy.
  return writer.node("Gemm", [x, writer.weight(names.weight), writer.weight(names.bias)], {
    attributes: { transB: { kind: "int", value: 1 } },
  });
}
