import type { ModelInfo } from "../model/model";
import { softmax } from "../model/softmax";

/** The probability of each of a classifier's labels, [K]; they sum to 1 unless several may hold (multi-label). */
export function toProbabilities(info: ModelInfo, logits: Float32Array): Float64Array {
  if (info.problem !== "multi-label") return softmax(logits, info.temperature);
  return Float64Array.from(logits, (logit) => 1 / (1 + Math.exp(-logit / info.temperature)));
}
