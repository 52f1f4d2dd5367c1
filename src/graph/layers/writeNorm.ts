import type { GraphWriter } from "../onnx/graphWriter";

/** Layer normalization over the last axis, with the checkpoint's weight and bias. */
export function writeNorm(writer: GraphWriter, x: string, name: string): string {
  return writer.node("LayerNormalization", [x, writer.weight(`${name}.weight`), writer.weight(`${name}.bias`)], {
    attributes: {
      axis: { kind: "int", value: -1 },
      epsilon: { kind: "float", value: writer.checkpoint.config.layerNormEpsilon },
    },
  });
}

/** `Add` and `LayerNormalization`. The fused `SkipLayerNormalization` is slower: on the CPU it is a scalar loop (ONNX Runtime 1.30). */
export function writeAddNorm(writer: GraphWriter, x: string, residual: string, name: string): string {
  return writeNorm(writer, writer.node("Add", [x, residual]), name);
}
