import type { Checkpoint, WeightTensor } from "../../checkpoint/checkpoint";
import {
  ANSWERS_NAME,
  CLASSIFIER_NAME,
  selectMlmBias,
  SLIPS_NAME,
  TENSOR_NAMES,
} from "../../checkpoint/tensors/tensorNames";
import { listWeights } from "../buildGraph";
import { findBound } from "./findBound";

/** How a weight of the checkpoint is stored for an int8 graph. */
export interface Int8Weight {
  /** The checkpoint's name; a tied decoder gets the name that a decoder of its own would have. */
  readonly name: string;
  readonly source: WeightTensor & { readonly name: string };
  /**
   * "float": float32, not quantized. "matrix": [in, out] with a scale for each output channel, as integer products read
   * it. "rows": an embedding table with a scale for each row.
   */
  readonly form: "float" | "matrix" | "rows";
  /** Of a matrix: the bias of its dense layer. */
  readonly bias?: WeightTensor & { readonly name: string };
  /** Of a matrix: a lower bound of what it is multiplied by, if one is known. */
  readonly bound?: number | undefined;
}

/**
 * All weights that any graph of the checkpoint reads. Small weights stay in float32: norms, biases, positions and
 * segments. So do the matrices of the readouts, except the decoder: they are small or run for a few rows, so they cost
 * little, and their rounding would go straight into the answer.
 */
export function planInt8(checkpoint: Checkpoint): readonly Int8Weight[] {
  const names = TENSOR_NAMES[checkpoint.config.architecture];
  const heads = [names.nsp, names.classifier, CLASSIFIER_NAME, ANSWERS_NAME, SLIPS_NAME];
  const readouts = [names.mlm.transform, names.pooler, ...heads].map((name) => `${name}.weight`);
  const kept = new Set([names.positions, names.segments, names.distances, ...readouts]);
  const weights: Int8Weight[] = [];
  for (const name of listWeights(checkpoint)) {
    const tensor = checkpoint.tensors.get(name);
    if (tensor === undefined) continue;
    const source = { ...tensor, name };
    const isMatrix = tensor.shape.length === 2 && !kept.has(name);
    if (!isMatrix) weights.push({ name, source, form: "float" });
    else if (name === names.words) weights.push({ name, source, form: "rows" });
    else
      weights.push({
        name,
        source,
        form: "matrix",
        bias: findBias(checkpoint, name),
        bound: findBound(checkpoint, name),
      });
  }
  const words = weights.find(({ name }) => name === names.words);
  const isTied = checkpoint.readouts.mlm.present && !checkpoint.tensors.has(names.mlm.decoder);
  // The product over the vocabulary cannot read the embedding table transposed, so it gets a copy of its own.
  if (isTied && words) {
    const bias = findBias(checkpoint, names.mlm.decoder);
    weights.push({ ...words, name: names.mlm.decoder, form: "matrix", bias });
  }
  return weights;
}

function findBias({ config, tensors }: Checkpoint, matrix: string): NonNullable<Int8Weight["bias"]> {
  const names = TENSOR_NAMES[config.architecture];
  const name = matrix === names.mlm.decoder ? selectMlmBias(names, tensors) : matrix.replace(/weight$/, "bias");
  const tensor = tensors.get(name);
  // Not a fault of the checkpoint: readCheckpoint found every tensor of a dense layer.
  if (tensor === undefined) throw new Error(`matrix ${matrix} has no bias ${name}`);
  return { ...tensor, name };
}
