import type { Activation } from "../../checkpoint/checkpoint";
import type { GraphWriter } from "../onnx/graphWriter";

/** @param activation - Default: the checkpoint's own, which its feed-forward layers use. */
export function writeActivation(
  writer: GraphWriter,
  x: string,
  activation: Activation = writer.checkpoint.config.activation,
): string {
  switch (activation) {
    case "gelu":
      return writer.node("Gelu", [x]);
    case "gelu-tanh":
      return writer.node("Gelu", [x], { attributes: { approximate: { kind: "string", value: "tanh" } } });
    case "relu":
      return writer.node("Relu", [x]);
    case "silu":
      return writer.node("Mul", [x, writer.node("Sigmoid", [x])]);
  }
}
