import type { Activation, Checkpoint } from "../../checkpoint/checkpoint";
import { TENSOR_NAMES } from "../../checkpoint/tensors/tensorNames";

/** A lower bound, near zero, of what a matrix is multiplied by, if one is known: it comes from an activation. */
export function findBound({ config }: Pick<Checkpoint, "config">, matrix: string): number | undefined {
  const names = TENSOR_NAMES[config.architecture];
  const isBounded = Array.from(
    { length: config.layers },
    (_, index) => `${names.layer(index, config).output}.weight`,
  ).includes(matrix);
  return isBounded ? computeLowerBound(config.activation) : undefined;
}

/** A bound that no output of the activation is below. It is a little under the true minimum, to allow for rounding. */
function computeLowerBound(activation: Activation): number {
  switch (activation) {
    case "gelu":
    case "gelu-tanh":
      return -0.1701;
    case "relu":
      return 0;
    case "silu":
      return -0.2785;
  }
}
