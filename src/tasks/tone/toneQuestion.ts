import * as l10n from "@vscode/l10n";
import { type Model, ModelError, type ModelInput } from "../model/model";
import { averageByTokens } from "../sequences/averageByTokens";
import { toInput } from "../sequences/toInput";
import { readToneLabels } from "./readToneLabels";
import type { ToneReading } from "./toneReading";
import { toProbabilities } from "./toProbabilities";

/** What to ask a model's classifier to learn the tone of one text, alone or together with other texts. */
export interface ToneQuestion {
  /** The text, in windows if it is over the model's limit. */
  readonly inputs: readonly ModelInput[];
  /** @param logits - One row of the classifier for each of `inputs`. */
  readonly read: (logits: readonly Float32Array[]) => ToneReading;
}

/** @throws {ModelError} `no-readout` without a classifier; {TaskError} `unknown-labels`. */
export function buildToneQuestion({ info, tokenizer }: Pick<Model, "info" | "tokenizer">, text: string): ToneQuestion {
  if (!info.has.classifier) {
    const { classifier: reason } = info.lacks ?? {};
    const why = reason === undefined ? "" : `: ${reason}`;
    throw new ModelError("no-readout", l10n.t('model "{0}" has no classifier that tone can use{1}', info.name, why));
  }
  // Labels that name no tone are refused before anything runs.
  readToneLabels(info.labels, info.problem);
  const inputs = tokenizer.encodeWindows(text, { maxTokens: info.maxTokens }).map(toInput);
  return {
    inputs,
    read: (logits) => ({
      windows: inputs.length,
      probabilities: averageByTokens(
        inputs,
        logits.map((row) => toProbabilities(info, row)),
      ),
    }),
  };
}
