import type { Model } from "../../tasks/model/model";
import { buildToneQuestion, type ToneQuestion } from "../../tasks/tone/toneQuestion";
import { buildToneResult, type ToneReading } from "../../tasks/tone/toneReading";
import type { ToneResult } from "../../tasks/tone/toneRequest";
import { runBatches } from "../steps/runBatches";
import { splitSteps } from "../steps/splitSteps";
import type { Work } from "../steps/work";
import type { AnsweredModel } from "./answeredModel";
import { FoundAnswers } from "./foundAnswers";
import { planQuestions, sliceSentences } from "./planQuestions";

interface Asked extends ToneQuestion {
  readonly sentence: string;
}

/**
 * The tone of each sentence, in order. Each sentence that is not known yet is read once, together with others of the
 * same number of tokens, one batch per step. Its reading is known from then on, even if the request is cancelled.
 */
export async function scoreTones(
  { model, tones }: Pick<AnsweredModel, "model" | "tones">,
  sentences: readonly string[],
  { turn, report }: Work,
): Promise<readonly ToneResult[]> {
  const { device } = model.info;
  const found = new FoundAnswers<ToneReading>(sentences, report);
  const recall = (sentence: string): boolean => {
    const reading = tones.find(sentence);
    if (reading !== undefined) found.add(sentence, reading);
    return reading !== undefined;
  };
  await tones.open();
  const asked: Asked[] = [];
  for await (const sentence of sliceSentences(found.sentences, turn)) {
    if (!recall(sentence)) asked.push({ sentence, ...buildToneQuestion(model, sentence) });
  }
  const read = async (batch: readonly Asked[], run: Model["run"]) => {
    // Another request may have read the same sentences meanwhile.
    const open = batch.filter(({ sentence }) => !recall(sentence));
    if (open.length === 0) return;
    const { classifier = [] } = await run({ inputs: open.flatMap(({ inputs }) => inputs), classifier: true });
    let row = 0;
    for (const { sentence, inputs, read: readLogits } of open) {
      const reading = readLogits(classifier.slice(row, (row += inputs.length)));
      // If the device failed meanwhile, the CPU reads the rest, and its readings are kept apart.
      if (model.info.device === device) tones.add(sentence, reading);
      found.add(sentence, reading);
    }
  };
  model.expect?.(asked.length);
  const { batches, inWindows } = planQuestions(asked, model.batchTokens);
  await runBatches(model, batches, turn, read);
  const stepped = splitSteps(model, turn);
  for (const question of inWindows) await read([question], (request) => stepped.run(request));
  return sentences.map((sentence) => buildToneResult(model.info, sentence, found.get(sentence)));
}
