import type { Encoding } from "../tokenizer/encoding";
import { ModelError, type Model, type ModelInfo } from "./model";
import type { ToneLabel, ToneResult } from "./results";
import { toInput } from "./sequence";
import { softmax } from "./softmax";
import { readToneLabels } from "./toneLabels";

/**
 * The tone of one sentence. A text over the model's limit is read in windows whose probabilities are averaged by
 * their number of tokens.
 *
 * @throws {ModelError} `no-head` without a classifier; {TaskError} `unknown-labels`.
 */
export async function scoreTone(model: Model, text: string): Promise<ToneResult> {
  if (!model.info.has.classifier) {
    throw new ModelError("no-head", `model "${model.info.name}" has no classifier, which tone needs`);
  }
  const tones = readToneLabels(model.info.labels);
  const windows = model.tokenizer.encodeWindows(text, { maxTokens: model.info.maxTokens });
  const { classifier = [] } = await model.run({ inputs: windows.map(toInput), classifier: true });
  const probabilities = averageByTokens(
    windows,
    classifier.map((logits) => toProbabilities(model.info, logits)),
  );

  const scores = sumByTone(model.info, tones, probabilities);
  const label = (Object.keys(scores) as ToneLabel[]).reduce((best, tone) =>
    scores[tone] > scores[best] ? tone : best,
  );
  return {
    label,
    scores,
    ...(hasOwnLabels(model.info) && {
      labels: model.info.labels.map((name, k) => ({ label: name, probability: probabilities[k] ?? NaN })),
    }),
    ...(windows.length > 1 && { read: { windows: windows.length, span: { start: 0, end: text.length } } }),
  };
}

function toProbabilities(info: ModelInfo, logits: Float32Array): Float64Array {
  if (info.problem !== "multi-label") return softmax(logits, info.temperature);
  return Float64Array.from(logits, (logit) => 1 / (1 + Math.exp(-logit / info.temperature)));
}

function averageByTokens(windows: readonly Encoding[], rows: readonly Float64Array[]): readonly number[] {
  const total = windows.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const mean = Array.from(rows[0] ?? [], () => 0);
  for (const [i, row] of rows.entries()) {
    const share = (windows[i]?.tokens.length ?? 0) / total;
    for (const [k, value] of row.entries()) mean[k] = (mean[k] ?? 0) + share * value;
  }
  return mean;
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
