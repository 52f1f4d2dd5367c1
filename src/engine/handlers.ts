import { embed } from "../tasks/embed";
import { fillMask } from "../tasks/fillMask";
import { listTokens } from "../tasks/listTokens";
import type { Model } from "../tasks/model";
import { readAttention } from "../tasks/readAttention";
import type { ToneResult } from "../tasks/results";
import { scorePair } from "../tasks/scorePair";
import { scoreTone } from "../tasks/scoreTone";
import { ModelStore, type LoadModel, type StoredModel } from "./modelStore";
import type { RequestKind, Requests, ToneParams } from "./protocol";
import type { Turn } from "./scheduler";
import { splitSteps } from "./splitSteps";

/** What a handler is given to be a good neighbour. */
export interface Work {
  readonly turn: Turn;
  readonly report: (done: number, total: number) => void;
}

/** What answers each kind of request; errors with a `code` keep it. */
export type Handlers = {
  readonly [K in RequestKind]: (params: Requests[K]["params"], work: Work) => Promise<Requests[K]["result"]>;
};

/** Handlers that run the tasks on the models that `load` loads, one step of a model's work at a time. */
export function createHandlers(load: LoadModel): Handlers {
  const store = new ModelStore(load);
  const onModel =
    <P, R>(task: (model: Model, params: P) => Promise<R>) =>
    (params: P & { readonly model: string }, { turn }: Work): Promise<R> =>
      store.use(params.model, ({ model }) => task(splitSteps(model, turn), params));
  return {
    load: onModel((model) => Promise.resolve(model.info)),
    unload: async ({ model }) => {
      await store.unload(model);
      return null;
    },
    tokens: onModel(listTokens),
    fill: onModel(fillMask),
    pair: onModel(scorePair),
    tone: (params, work) => store.use(params.model, (stored) => scoreTones(stored, params, work)),
    attention: onModel(readAttention),
    embed: onModel(embed),
  };
}

/** Sentence by sentence: each is a step, and is known from then on even if the request is cancelled. */
async function scoreTones(
  { model, tones }: StoredModel,
  { sentences }: ToneParams,
  { turn, report }: Work,
): Promise<readonly ToneResult[]> {
  const stepped = splitSteps(model, turn);
  const results: ToneResult[] = [];
  for (const sentence of sentences) {
    let result = tones.find(sentence);
    if (result === undefined) {
      result = await scoreTone(stepped, sentence);
      tones.add(sentence, result);
    }
    report(results.push(result), sentences.length);
  }
  return results;
}
