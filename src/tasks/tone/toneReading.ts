import type { ModelInfo } from "../model/model";
import { readToneLabels } from "./readToneLabels";
import type { ToneLabel, ToneResult } from "./toneRequest";

/** What a model's classifier said of a text: with the model and the text, all that a {@link ToneResult} is made of. */
export interface ToneReading {
  /** In how many sequences the text was read, 1 or more. */
  readonly windows: number;
  /** One for each of the model's labels, averaged over the windows by their number of tokens. */
  readonly probabilities: readonly number[];
}

/** @throws {TaskError} `unknown-labels`. */
export function buildToneResult(info: ModelInfo, text: string, { windows, probabilities }: ToneReading): ToneResult {
  const scores = sumByTone(info, readToneLabels(info.labels, info.problem), probabilities);
  const label = (Object.keys(scores) as ToneLabel[]).reduce((best, tone) =>
    scores[tone] > scores[best] ? tone : best,
  );
  return {
    label,
    scores,
    ...(hasOwnLabels(info) && {
      labels: info.labels.map((name, k) => ({ label: name, probability: probabilities[k] ?? NaN })),
    }),
    precision: info.precision,
    ...(windows > 1 && { read: { windows, span: { start: 0, end: text.length } } }),
  };
}

/**
 * Adds up the labels of each tone. Labels that do not exclude each other (multi-label) count by the strongest of their
 * tone; what neither pole claims is neutral.
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
