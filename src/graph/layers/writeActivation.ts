import type { GraphWriter } from "../onnx/graphWriter";

/** The checkpoint's own activation, used by its feed-forward layers and its MLM readout. */
export function writeActivation(writer: GraphWriter, x: string): string {
  switch (writer.checkpoint.config.activation) {
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
