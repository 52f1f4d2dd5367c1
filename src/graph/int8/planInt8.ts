import type { Checkpoint, WeightTensor } from "../../checkpoint/checkpoint";
import { CLASSIFIER_NAME, NSP_NAME, TENSOR_NAMES } from "../../checkpoint/tensors/tensorNames";
import { listWeights } from "../buildGraph";

/** How a weight of the checkpoint is kept for an int8 graph. */
export interface Int8Weight {
  /** As the checkpoint names it; the tied decoder has the decoder's name. */
  readonly name: string;
  readonly source: WeightTensor & { readonly name: string };
  /**
   * "float": float32 as it is. "matrix": [in, out], a scale for each output channel, as integer products read it.
   * "rows": an embedding table, a scale for each row.
   */
  readonly form: "float" | "matrix" | "rows";
}

/**
 * All weights that any graph of the checkpoint reads. In float32 stay what is small, norms, biases, positions and
 * segments, and the matrices of the heads but the decoder: they are run for a row or a few, where they cost nothing,
 * and what they lose would go straight into the answer.
 */
export function planInt8(checkpoint: Checkpoint): readonly Int8Weight[] {
  const names = TENSOR_NAMES[checkpoint.config.architecture];
  const heads = [names.mlm.transform, names.pooler, NSP_NAME, CLASSIFIER_NAME].map((name) => `${name}.weight`);
  const kept = new Set([names.positions, names.segments, ...heads]);
  const weights: Int8Weight[] = [];
  for (const name of listWeights(checkpoint)) {
    const tensor = checkpoint.tensors.get(name);
    if (tensor === undefined) continue;
    const source = { ...tensor, name };
    const isMatrix = tensor.shape.length === 2 && !kept.has(name);
    weights.push({ name, source, form: !isMatrix ? "float" : name === names.words ? "rows" : "matrix" });
  }
  const words = weights.find(({ name }) => name === names.words);
  const isTied = checkpoint.readouts.mlm.present && !checkpoint.tensors.has(names.mlm.decoder);
  // The product over the vocabulary cannot read the table the other way round: it has a copy of its own.
  if (isTied && words) weights.push({ ...words, name: names.mlm.decoder, form: "matrix" });
  return weights;
}
