/** A variable by the name that PyTorch's checkpoints give it. */
export interface NamedVariable {
  readonly name: string;
  /** Whether it is a matrix [in, out], which PyTorch keeps as [out, in]. */
  readonly isKernel: boolean;
}

/** Slots and counters of the optimizer, of google-research/bert and of those who train in 16 bits. */
const OPTIMIZER =
  /(^|\/)(adam_[mv]|lamb_[mv]|AdamWeightDecayOptimizer.*|LAMBOptimizer.*|global_step|good_steps|loss_scale|beta[12]_power)(_\d+)?$/;

/** Matrices that are not named by a layer: they are stored as [out, in]. */
const READOUTS: Readonly<Record<string, string>> = {
  "cls/predictions/output_bias": "cls.predictions.bias",
  "cls/seq_relationship/output_weights": "cls.seq_relationship.weight",
  "cls/seq_relationship/output_bias": "cls.seq_relationship.bias",
  "cls/squad/output_weights": "qa_outputs.weight",
  "cls/squad/output_bias": "qa_outputs.bias",
  output_weights: "classifier.weight",
  output_bias: "classifier.bias",
};

/**
 * @returns `undefined` for a variable of the optimizer.
 * Source: google-research/bert (revision eedf571), modeling.py, run_pretraining.py, run_classifier.py and run_squad.py;
 * huggingface/transformers v4.57.0, modeling_bert.py, `load_tf_weights_in_bert`.
 */
export function nameVariable(variable: string): NamedVariable | undefined {
  if (OPTIMIZER.test(variable)) return undefined;
  const readout = Object.hasOwn(READOUTS, variable) ? READOUTS[variable] : undefined;
  if (readout !== undefined) return { name: readout, isKernel: false };
  const isKernel = variable.endsWith("/kernel");
  const name = variable
    .replace(/\/layer_(\d+)\//, "/layer/$1/")
    .replace(/\/(kernel|gamma)$/, "/weight")
    .replace(/\/beta$/, "/bias")
    .replace(/_embeddings$/, "_embeddings/weight")
    .replaceAll("/", ".");
  return { name, isKernel };
}
