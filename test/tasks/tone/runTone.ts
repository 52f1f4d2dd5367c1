import type { Model } from "../../../src/tasks/model/model";
import { buildToneQuestion } from "../../../src/tasks/tone/toneQuestion";
import { buildToneResult } from "../../../src/tasks/tone/toneReading";
import type { ToneResult } from "../../../src/tasks/tone/toneRequest";

/** The tone of one text, asked for alone: the witness for what the engine answers to many texts in batches. */
export async function runTone(model: Model, text: string): Promise<ToneResult> {
  const { inputs, read } = buildToneQuestion(model, text);
  const { classifier = [] } = await model.run({ inputs, classifier: true });
  return buildToneResult(model.info, text, read(classifier));
}
