import { computeMax } from "./computeMax";

/**
 * Probabilities from logits: exp(x/t) / Σ exp(x/t), shifted by the largest logit so that nothing overflows.
 *
 * @param temperature - Above 0; divides the logits.
 */
export function softmax(logits: Float32Array, temperature = 1): Float64Array {
  const largest = computeMax(logits);
  const exps = Float64Array.from(logits, (logit) => Math.exp((logit - largest) / temperature));
  const sum = exps.reduce((total, exp) => total + exp, 0);
  return exps.map((exp) => exp / sum);
}
