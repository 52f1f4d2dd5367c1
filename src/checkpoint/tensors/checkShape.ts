import * as l10n from "@vscode/l10n";
import type { WeightTensor } from "../checkpoint";
import { CheckpointError } from "../files/checkpointError";

/** Sizes of a shape that a message gives. */
const MOST_SIZES = 6;

/** @throws {CheckpointError} `bad-tensor` if the tensor has another shape. */
export function checkShape(name: string, tensor: WeightTensor, shape: readonly number[]): void {
  if (!hasShape(tensor, shape)) throw new CheckpointError("bad-tensor", explainShape(name, tensor, shape));
}

export function hasShape({ shape: found }: WeightTensor, shape: readonly number[]): boolean {
  return found.length === shape.length && found.every((size, axis) => size === shape[axis]);
}

export function explainShape(name: string, { shape: found }: WeightTensor, shape: readonly number[]): string {
  return l10n.t('tensor "{0}": shape {1}, expected {2}', name, describeShape(found), describeShape(shape));
}

/** A file may give any number of sizes. */
export function describeShape(shape: readonly number[]): string {
  const shown = shape.slice(0, MOST_SIZES).join(", ");
  return shape.length <= MOST_SIZES ? `[${shown}]` : l10n.t("[{0}, … {1} sizes]", shown, shape.length);
}
