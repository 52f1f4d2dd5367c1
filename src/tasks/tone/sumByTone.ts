import type { ModelInfo } from "../model/model";
import type { ToneLabel } from "./toneRequest";

/**
 * Adds up the labels of each tone. Labels that do not exclude each other (multi-label) count by the strongest of their
 * tone; what neither pole claims is neutral.
 */
export function sumByTone(
  info: ModelInfo,
  tones: readonly ToneLabel[],
  probabilities: readonly number[],
): Record<ToneLabel, number> {
  const scores = { negative: 0, neutral: 0, positive: 0 };
  const isExclusive = info.problem !== "multi-label";
  for (const [k, tone] of tones.entries()) {
    const probability = probabilities[k] ?? NaN;
    scores[tone] = isExclusive ? scores[tone] + probability : Math.max(scores[tone], probability);
  }
  if (isExclusive) return scores;
  scores.neutral = Math.max(scores.neutral, 1 - Math.max(scores.negative, scores.positive));
  const sum = scores.negative + scores.neutral + scores.positive;
  return { negative: scores.negative / sum, neutral: scores.neutral / sum, positive: scores.positive / sum };
}
