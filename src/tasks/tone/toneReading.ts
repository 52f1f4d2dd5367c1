import type { ModelInfo } from "../model/model";
import type { ToneLabel, ToneResult } from "./toneRequest";
import { readToneLabels } from "./toneLabels";

/** What a model's classifier said of a text: all that a {@link ToneResult} is made of, besides the model and the text. */
export interface ToneReading {
  /** Sequences the text was read in, 1 or more. */
  readonly windows: number;
  /** Of each of the model's labels, averaged over the windows. */
  readonly probabilities: readonly number[];
}

/** @throws {TaskError} `unknown-labels`. */
export function describeTone(info: ModelInfo, text: string, { windows, probabilities }: ToneReading): ToneResult {
  const scores = sumByTone(info, readToneLabels(info.labels), probabilities);
  const label = (Object.keys(scores) as ToneLabel[]).reduce((best, tone) =>
    scores[tone] > scores[best] ? tone : best,
  );
  return {
    label,
    scores,
    ...(hasOwnLabels(info) && {
      labels: info.labels.map((name, k) => ({ label: name, probability: probabilities[k] ?? NaN })),
    }),
    ...(windows > 1 && { read: { windows, span: { start: 0, end: text.length } } }),
  };
}

/**
 * Labels of one tone add up. Labels that do not exclude each other (multi-label) count by the strongest of their
 * tone, with neutral for what neither pole claims.
 */
function sumByTone(
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

function hasOwnLabels(info: ModelInfo): boolean {
  return info.labels.some((label) => !["negative", "neutral", "positive"].includes(label.toLowerCase()));
}
