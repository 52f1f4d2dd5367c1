import type { ModelInfo } from "../model/model";
import { readToneLabels } from "./readToneLabels";
import { sumByTone } from "./sumByTone";
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

function hasOwnLabels(info: ModelInfo): boolean {
  return info.labels.some((label) => !["negative", "neutral", "positive"].includes(label.toLowerCase()));
}
