import { ModelAnswers } from "../../../src/engine/answers/modelAnswers";
import { scoreSlips } from "../../../src/engine/answers/scoreSlips";
import type { Model } from "../../../src/tasks/model/model";
import type { SlipSources } from "../../../src/tasks/slips/readLexicon";
import type { SlipsParams, SlipsResult } from "../../../src/tasks/slips/slipsRequest";

/** What the engine finds in some sentences, by a model that has answered nothing yet. The caller keeps the model. */
export function findSlips(
  model: Model,
  params: Pick<SlipsParams, "sentences" | "hidden">,
  sources: SlipSources,
): Promise<SlipsResult[]> {
  const loaded = { info: model.info, tokenizer: model.tokenizer, run: model.run.bind(model), dispose: () => undefined };
  return scoreSlips(new ModelAnswers(loaded, { sources }), params, {
    turn: () => Promise.resolve(),
    report: () => undefined,
  });
}
