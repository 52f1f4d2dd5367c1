import type { WeightTensor } from "../checkpoint";
import { CheckpointError } from "../files/checkpointError";

/** @throws {CheckpointError} `bad-tensor` if the tensor has another shape. */
export function checkShape(name: string, tensor: WeightTensor, shape: readonly number[]): void {
  const found = tensor.shape;
  if (found.length === shape.length && found.every((size, axis) => size === shape[axis])) return;
  throw new CheckpointError(
    "bad-tensor",
    `tensor "${name}": shape [${found.join(", ")}], expected [${shape.join(", ")}]`,
  );
}
