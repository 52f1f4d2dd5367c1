import * as l10n from "@vscode/l10n";
import { type Model, ModelError, type ModelInfo } from "../model/model";
import { averageByTokens } from "../sequences/averageByTokens";
import { toInput } from "../sequences/toInput";
import { toProbabilities } from "../tone/toProbabilities";
import type { LabelsParams, LabelsResult } from "./labelsRequest";
import { requireClassifier } from "./requireClassifier";

/** Sentences that are asked about at once: progress is told after each such group. */
const GROUP = 32;

/**
 * All labels of each sentence. One over the model's limit is read in windows, and the answer is their mean.
 *
 * @throws {ModelError} `no-readout` without a classifier, and for one of numbers.
 */
export async function labelSentences(
  model: Model,
  { sentences }: LabelsParams,
  report: (done: number, total: number) => void = () => undefined,
): Promise<LabelsResult[]> {
  const info = requireClassifier(model);
  requireLabels(info);
  const results: LabelsResult[] = [];
  for (let from = 0; from < sentences.length; from += GROUP) {
    report(from, sentences.length);
    const windows = sentences
      .slice(from, from + GROUP)
      .map((text) => model.tokenizer.encodeWindows(text, { maxTokens: info.maxTokens, specials: "none" }).map(toInput));
    const { classifier = [] } = await model.run({ inputs: windows.flat(), classifier: true });
    let row = 0;
    for (const own of windows) {
      const rows = classifier.slice(row, (row += own.length)).map((logits) => toProbabilities(info, logits));
      const mean = averageByTokens(own, rows);
      const scores = Object.fromEntries(info.labels.map((label, k) => [label, mean[k] ?? NaN]));
      results.push({ scores, precision: info.precision });
    }
  }
  return results;
}

function requireLabels({ name, problem }: ModelInfo): void {
  if (problem !== "regression") return;
  throw new ModelError(
    "no-readout",
    l10n.t('model "{0}" answers by numbers, expected one that answers by labels', name),
  );
}
