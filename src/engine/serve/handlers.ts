import type { ReadSlipTables } from "../../tasks/slips/candidates/slipTables";
import { findNearest } from "../answers/findNearest";
import { findRepeats } from "../answers/findRepeats";
import { indexTexts } from "../answers/indexTexts";
import { ModelAnswers } from "../answers/modelAnswers";
import { classifySentences } from "../answers/own/classifySentences";
import { learnTone } from "../answers/own/learnTone";
import { openCacheFolder } from "../cache/openCacheFolder";
import type { LoadModel } from "../model/loadedModel";
import { ModelStore } from "../model/modelStore";
import type { Requests } from "../protocol/protocol";
import { exportModel } from "../serving/exportModel";
import type { Work } from "../steps/work";
import { convertCheckpoint } from "../weights/convertCheckpoint";
import { createAnswerHandlers, type Handlers } from "./answerHandlers";
import type { ReadWordList } from "./parseWords";

/** What requests about words read, and nothing else does. */
export interface Lists {
  /** English words; without them, a fill of several pieces must be a word of the request, and no slip is found. */
  readonly words?: ReadWordList;
  /** Words that are taken for each other; without them, slips are found among endings and letters alone. */
  readonly tables?: ReadSlipTables;
}

/**
 * Creates handlers that run the tasks on the models that `load` loads, one step of a model's work at a time.
 *
 * @param cacheFolder - The folder for what is kept between runs of the engine. Default: nothing is kept.
 */
export function createHandlers(load: LoadModel, cacheFolder?: string, { words, tables }: Lists = {}): Handlers {
  const sources = {
    words,
    readWords: words ?? (() => Promise.resolve(new Set())),
    readTables: tables ?? (() => Promise.resolve({ confusions: [], forms: [], little: [] })),
  };
  const store = new ModelStore(async (folder) => new ModelAnswers(await load(folder), { cacheFolder, sources }));
  return {
    ...createAnswerHandlers(store, sources),
    convert: convertModel,
    export: (params, work) =>
      exportModel(params, { cacheFolder: cacheFolder ?? openCacheFolder(), onStep: reportSteps(work) }),
    train: (params, work) => store.use(params.model, ({ own }) => learnTone(own, params, work)),
    classify: (params, work) => store.use(params.model, ({ own }) => classifySentences(own, params, work)),
    index: ({ model, texts }, work) => store.use(model, (stored) => indexTexts(stored, texts, work)),
    nearest: (params, work) => store.use(params.model, (stored) => findNearest(stored, params, work)),
    repeats: (params, work) => store.use(params.model, (stored) => findRepeats(stored, params, work)),
  };
}

/** Between its steps others are served, and it can be cancelled. */
function convertModel(params: Requests["convert"]["params"], work: Work) {
  return convertCheckpoint(params, reportSteps(work));
}

function reportSteps({ turn, report }: Work): (done: number, total: number) => Promise<void> {
  return async (done, total) => {
    report(done, total);
    await turn();
  };
}
