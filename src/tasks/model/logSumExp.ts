import { computeMax } from "./computeMax";

/** log Σ exp(x): subtract it from a logit to get the log-probability. */
export function logSumExp(logits: Float32Array): number {
  const largest = computeMax(logits);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  return largest + Math.log(sum);
}
