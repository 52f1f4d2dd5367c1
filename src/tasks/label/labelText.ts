import * as l10n from "@vscode/l10n";
import type { Encoding } from "../../tokenizer/encoding";
import type { Model } from "../model/model";
import { TaskError } from "../model/taskError";
import type { PartRead } from "../schemas/partReadSchema";
import { averageByTokens } from "../sequences/averageByTokens";
import { readSegment } from "../sequences/readSegment";
import { toInput } from "../sequences/toInput";
import { toProbabilities } from "../tone/toProbabilities";
import { fitPair } from "./fitPair";
import type { LabelParams, LabelResult } from "./labelRequest";
import { requireClassifier } from "./requireClassifier";

/**
 * All labels of a text or pair. A text over the model's limit is read in windows, and the answer is their mean, weighed by
 * tokens; of a pair that is too long, the beginning of each side is read.
 *
 * @throws {ModelError} `no-readout` without a classifier; {TaskError} `bad-option` for a text without words.
 */
export async function labelText(model: Model, request: LabelParams): Promise<LabelResult> {
  const info = requireClassifier(model);
  const { encodings, read } = readTexts(model, request);
  const inputs = encodings.map(toInput);
  const { classifier = [] } = await model.run({ inputs, classifier: true });
  const isNumber = info.problem === "regression";
  const rows = classifier.map((logits) => (isNumber ? Float64Array.from(logits) : toProbabilities(info, logits)));
  const mean = averageByTokens(inputs, rows);
  const labelled = info.labels.map((label, k) => ({ label, probability: mean[k] ?? NaN }));
  return {
    labels: isNumber ? [] : labelled.sort((a, b) => b.probability - a.probability),
    ...(isNumber && { values: labelled.map(({ label, probability }) => ({ label, value: probability })) }),
    several: info.problem === "multi-label",
    precision: info.precision,
    ...(read && { read }),
  };
}

function readTexts(
  model: Model,
  { text, pair }: LabelParams,
): { readonly encodings: readonly Encoding[]; readonly read: PartRead | undefined } {
  if (pair !== undefined) {
    const { encoding, read } = fitPair(model, text, pair);
    return { encodings: [encoding], read };
  }
  const { tokenizer, info } = model;
  const { maxTokens } = info;
  if (readSegment(tokenizer, text, { specials: "none" }).length === 0)
    throw new TaskError("bad-option", l10n.t("the text has no words, expected at least one"));
  const encodings = tokenizer.encodeWindows(text, { maxTokens, specials: "none" });
  const windows = encodings.length;
  return { encodings, read: windows > 1 ? { windows, span: { start: 0, end: text.length } } : undefined };
}
