import * as l10n from "@vscode/l10n";
import { answerQuestion } from "../../tasks/answer/answerQuestion";
import { computeAttention } from "../../tasks/attention/computeAttention";
import { computeMaps } from "../../tasks/attention/computeMaps";
import { compareTexts } from "../../tasks/compare/compareTexts";
import { corruptText } from "../../tasks/corrupt/corruptText";
import { embedText } from "../../tasks/embed/embedText";
import { fillJointly } from "../../tasks/fill/fillJointly";
import { fillMask } from "../../tasks/fill/fillMask";
import { sketchHeads } from "../../tasks/heads/sketchHeads";
import { measureInput } from "../../tasks/input/measureInput";
import { judgePairs } from "../../tasks/label/judgePairs";
import { labelSentences } from "../../tasks/label/labelSentences";
import { labelText } from "../../tasks/label/labelText";
import { answerLayers } from "../../tasks/layers/answerLayers";
import { compareMasked } from "../../tasks/mask/compareMasked";
import { type Model, ModelError, type ModelInfo } from "../../tasks/model/model";
import { readNeurons } from "../../tasks/neurons/readNeurons";
import { occludeLabels } from "../../tasks/occlude/occludeLabels";
import { scorePair } from "../../tasks/pair/scorePair";
import { scorePairs } from "../../tasks/pair/scorePairs";
import { probeTemplate } from "../../tasks/probe/probeTemplate";
import { computeRollout } from "../../tasks/rollout/computeRollout";
import { leaveNames } from "../../tasks/slips/leaveNames";
import type { SlipSources } from "../../tasks/slips/readLexicon";
import type { SlipsParams, SlipsResult } from "../../tasks/slips/slipsRequest";
import { tagTexts } from "../../tasks/tag/tagTexts";
import { listTokens } from "../../tasks/tokens/listTokens";
import { computeVectors } from "../../tasks/vectors/computeVectors";
import type { AnsweredModel } from "../answers/answeredModel";
import { embedTexts } from "../answers/embedTexts";
import { rewordWithTones } from "../answers/rewordWithTones";
import { scoreSlips } from "../answers/scoreSlips";
import { scoreTonesAgain } from "../answers/scoreTonesAgain";
import { findSenses } from "../answers/uses/findSenses";
import { inspectModel } from "../model/inspectModel";
import type { LoadedModel } from "../model/loadedModel";
import type { ModelStore } from "../model/modelStore";
import type { RequestKind, Requests } from "../protocol/protocol";
import { splitSteps } from "../steps/splitSteps";
import type { Work } from "../steps/work";
import type { ReadWordList } from "./parseWords";

/** The function that answers each kind of request. An error that it throws keeps its `code`. */
export type Handlers = {
  readonly [K in RequestKind]: (params: Requests[K]["params"], work: Work) => Promise<Requests[K]["result"]>;
};

/** What requests about words read. */
export interface Sources extends SlipSources {
  /** As `readWords`; without it, a fill of several pieces must be a word of the request. */
  readonly words: ReadWordList | undefined;
}

/** The handlers of everything that can be asked of a loaded model without a disk. */
export function createAnswerHandlers(store: ModelStore<AnsweredModel>, sources: Sources) {
  const { words } = sources;
  const { onModel } = bindModels(store);
  const measure = (folder: string, { turn }: Work, again?: boolean) =>
    store.use(folder, async ({ model }) => model.measure?.(turn, again));
  /** What is asked about many sentences is worth finding out first whether the faster precision will do. */
  const useMeasured = async <R>(folder: string, work: Work, ask: (stored: AnsweredModel) => Promise<R>): Promise<R> => {
    // If it cannot be found out, float32 answers.
    if (work.isBulk === true) await measure(folder, work).catch(refuseUnlessFailed);
    return store.use(folder, ask);
  };
  return {
    inspect: ({ model }) => inspectModel(model),
    load: ({ model }, { turn }) => loadModel(store, model, turn),
    unload: async ({ model }) => {
      await store.unload(model);
      return null;
    },
    device: ({ model: folder }, { turn }) =>
      store.use(folder, async ({ model }) => (await model.chooseDevice?.(turn)) ?? model.info),
    measure: async ({ model, again }, work) => {
      await measure(model, work, again);
      return store.use(model, (stored) => Promise.resolve(stored.model.info));
    },
    identify: ({ model }) => store.use(model, (stored) => identifyModel(stored.model)),
    tokens: onModel(listTokens),
    fill: onModel((model, params) => fillMask(model, params, words)),
    joint: onModel((model, params) => fillJointly(model, params, words)),
    probe: onModel(probeTemplate),
    pair: onModel(scorePair),
    pairs: onModel(scorePairs),
    labels: (params, work) =>
      useMeasured(params.model, work, ({ model }) => labelSentences(splitSteps(model, work.turn), params, work.report)),
    tone: (params, work) => useMeasured(params.model, work, (stored) => scoreTonesAgain(stored, params, work)),
    slips: (params, work) =>
      useMeasured(params.model, work, (stored) => scoreSlips(stored, params, work)).then((found) =>
        leaveFound(store, { ...params, found }, work),
      ),
    reword: (params, work) =>
      store.use(params.model, ({ model }) =>
        store.use(params.toneModel ?? params.model, (tones) =>
          rewordWithTones(model, { tones, readWords: sources.readWords }, params, work),
        ),
      ),
    embed: onModel(embedText),
    embeddings: (params, work) => store.use(params.model, ({ model }) => embedTexts(model, params, work)),
    senses: (params, work) => store.use(params.model, ({ model }) => findSenses(model, params, work)),
    ...listLooks(store),
  } satisfies Partial<Handlers>;
}

/** The slips without those of names, where a model is to find them. */
function leaveFound(
  store: ModelStore<AnsweredModel>,
  { names, sentences, found }: Pick<SlipsParams, "names" | "sentences"> & { readonly found: SlipsResult[] },
  { turn }: Pick<Work, "turn">,
): Promise<SlipsResult[]> | SlipsResult[] {
  if (names === undefined) return found;
  return store.use(names, ({ model }) => leaveNames(splitSteps(model, turn), sentences, found));
}

/** What is asked about the inside of a model, and what its other readouts say. */
function listLooks(store: ModelStore<AnsweredModel>) {
  const { onModel, onMaps } = bindModels(store);
  return {
    answer: onModel(answerQuestion),
    tag: onModel(tagTexts),
    label: onModel(labelText),
    judge: onModel(judgePairs),
    attention: onMaps(computeAttention),
    maps: onMaps(computeMaps),
    heads: onMaps(sketchHeads),
    rollout: onMaps(computeRollout),
    layers: onModel(answerLayers),
    mask: onModel(compareMasked),
    compare: (params: Requests["compare"]["params"], { turn }: Work): Promise<Requests["compare"]["result"]> =>
      store.use(params.model, (stored) => {
        const open = ({ model, maps }: AnsweredModel) => maps.over(splitSteps(model, turn), params.keep === true);
        const own = open(stored);
        const { model: other = params.model } = params.other;
        if (other === params.model) return compareTexts({ own, other: own }, params);
        return store.use(other, (second) => compareTexts({ own, other: open(second) }, params));
      }),
    corrupt: onModel(corruptText),
    vectors: onModel(computeVectors),
    neurons: onModel(readNeurons),
    input: onModel(measureInput),
    occlude: onModel(occludeLabels),
  };
}

type Task<P, R> = (model: Model, params: P, report: Work["report"]) => Promise<R>;

function bindModels(store: ModelStore<AnsweredModel>) {
  return {
    onModel:
      <P, R>(task: Task<P, R>) =>
      (params: P & { readonly model: string }, { turn, report }: Work): Promise<R> =>
        store.use(params.model, ({ model }) => task(splitSteps(model, turn), params, report)),
    /** A task that reads attention maps, which may be kept from an earlier question. */
    onMaps:
      <P, R>(task: Task<P, R>) =>
      (params: P & { readonly model: string; readonly keep?: boolean | undefined }, { turn, report }: Work) =>
        store.use(params.model, ({ model, maps }): Promise<R> =>
          task(maps.over(splitSteps(model, turn), params.keep === true), params, report),
        ),
  };
}

/** The model has answered once when this resolves. */
function loadModel(store: ModelStore<AnsweredModel>, folder: string, turn: Work["turn"]): Promise<ModelInfo> {
  return store.use(folder, async (stored) => {
    await turn();
    try {
      await stored.answerOnce();
    } catch (error) {
      // The user mends the folder and asks again.
      await store.unload(folder);
      throw error;
    }
    return stored.model.info;
  });
}

async function identifyModel(model: LoadedModel): Promise<Requests["identify"]["result"]> {
  const origin = await model.readOrigin?.();
  if (!origin) throw new ModelError("failed", l10n.t("{0}: nothing is known of its files", model.info.name));
  const { name, device, precision, statesPrecision } = model.info;
  return { name, ...origin, device, precision, statesPrecision };
}

function refuseUnlessFailed(error: unknown): void {
  if (!(error instanceof ModelError && error.code === "failed")) throw error;
}
