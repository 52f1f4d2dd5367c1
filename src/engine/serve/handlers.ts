import { computeAttention } from "../../tasks/attention/computeAttention";
import { embedText } from "../../tasks/embed/embedText";
import { fillMask } from "../../tasks/fill/fillMask";
import { sketchHeads } from "../../tasks/heads/sketchHeads";
import type { Model } from "../../tasks/model/model";
import { scorePair } from "../../tasks/pair/scorePair";
import { listTokens } from "../../tasks/tokens/listTokens";
import { computeVectors } from "../../tasks/vectors/computeVectors";
import type { LoadModel } from "../model/loadedModel";
import { ModelStore } from "../model/modelStore";
import type { RequestKind, Requests } from "../protocol/protocol";
import { splitSteps } from "../steps/splitSteps";
import type { Work } from "../steps/work";
import { scoreTonesAgain } from "../tones/scoreTonesAgain";
import { ToneModel } from "../tones/toneModel";
import type { ReadWordList } from "./wordList";

/** The function that answers each kind of request. An error that it throws keeps its `code`. */
export type Handlers = {
  readonly [K in RequestKind]: (params: Requests[K]["params"], work: Work) => Promise<Requests[K]["result"]>;
};

/**
 * Creates handlers that run the tasks on the models that `load` loads, one step of a model's work at a time.
 *
 * @param words - English words; without them, a fill of several pieces must be a word of the request.
 * @param cacheFolder - The folder for what is kept between runs of the engine. Default: nothing is kept.
 */
export function createHandlers(load: LoadModel, cacheFolder?: string, words?: ReadWordList): Handlers {
  const store = new ModelStore(async (folder) => new ToneModel(await load(folder), cacheFolder));
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
    device: ({ model: folder }, { turn }) =>
      store.use(folder, async ({ model }) => (await model.chooseDevice?.(turn)) ?? model.info),
    tokens: onModel(listTokens),
    fill: onModel((model, params) => fillMask(model, params, words)),
    pair: onModel(scorePair),
    tone: (params, work) => store.use(params.model, (stored) => scoreTonesAgain(stored, params, work)),
    attention: onModel(computeAttention),
    embed: onModel(embedText),
    heads: onModel(sketchHeads),
    vectors: onModel(computeVectors),
  };
}
