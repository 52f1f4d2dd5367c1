import { scaleName, shiftName } from "../graphWeights";
import { findBound } from "../int8/findBound";
import { quantizeInput, writeInt8Product } from "../int8/writeInt8Product";
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
 * @param x - [R, in]
 * @returns [R, out]
 */
export function writeDense(writer: GraphWriter, x: string, name: string): string {
  return writeProjection(writer, x, { weight: `${name}.weight`, bias: `${name}.bias` });
}

/** Same as {@link writeDense}, for a projection whose weight and bias do not share a name. */
export function writeProjection(writer: GraphWriter, x: string, names: ProjectionNames): string {
  if (writer.findWeight(names.weight)?.type === "int8") {
    const matrix = writer.storedWeight(names.weight);
    const scales = writer.storedWeight(scaleName(names.weight));
    const shift = writer.storedWeight(shiftName(names.weight));
    const input = quantizeInput(writer, x, findBound(writer.checkpoint, names.weight));
    return writeInt8Product(writer, input, { matrix, scales, shift });
  }
  // The checkpoint stores [out, in]: the product transposes it, so memory holds no second copy.
  return writer.node("Gemm", [x, writer.weight(names.weight), writer.weight(names.bias)], {
    attributes: { transB: { kind: "int", value: 1 } },
  });
}
