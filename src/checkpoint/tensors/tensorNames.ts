import type { Architecture } from "../checkpoint";
import { FAMILIES } from "../families/families";
import type { TensorNames } from "../families/tensorParts";

/** Published names of the parts of each kind of model. */
export const TENSOR_NAMES = Object.fromEntries(
  Object.entries(FAMILIES).map(([architecture, { names }]) => [architecture, names]),
) as Readonly<Record<Architecture, TensorNames>>;

/** The projection of BERT's classifier of texts; in every family also that of labels for tokens: the class in config.json says which. */
export const CLASSIFIER_NAME = "classifier";
/** The readout for answers to questions: where one starts, and where it ends. */
export const ANSWERS_NAME = "qa_outputs";
/** The readout for words too many and missing, which reads every state; of models/recipe/teach_slips.py. */
export const SLIPS_NAME = "slips";

/** The name that the MLM bias has in this checkpoint; the first of its names if the checkpoint has no such tensor. */
export function selectMlmBias(names: TensorNames, tensors: { has(name: string): boolean }): string {
  const { biases } = names.mlm;
  return biases.find((name) => tensors.has(name)) ?? biases[0] ?? "";
}
