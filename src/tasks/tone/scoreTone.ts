import type { Model } from "../model/model";
import type { ToneResult } from "./toneRequest";
import { askTone } from "./toneQuestion";
import { describeTone } from "./toneReading";

/**
 * The tone of one sentence. A text over the model's limit is read in windows whose probabilities are averaged by
 * their number of tokens.
 *
 * @throws {ModelError} `no-head` without a classifier; {TaskError} `unknown-labels`.
 */
export async function scoreTone(model: Model, text: string): Promise<ToneResult> {
  const question = askTone(model, text);
  const { classifier = [] } = await model.run({ inputs: question.inputs, classifier: true });
  return describeTone(model.info, text, question.read(classifier));
}
