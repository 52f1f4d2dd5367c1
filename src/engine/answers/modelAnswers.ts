import { createHash } from "node:crypto";
import type { SlipSources } from "../../tasks/slips/readLexicon";
import type { FoundSlips } from "../../tasks/slips/slipsRequest";
import type { ToneReading } from "../../tasks/tone/toneReading";
import type { LoadedModel } from "../model/loadedModel";
import { AnswerCache } from "./answerCache";
import { openAnswerLog } from "./answerLog";
import type { RecordForm } from "./answerRecord";
import { buildSlipRecord } from "./slipRecord";
import { buildToneRecord } from "./toneRecord";

/** Raise this when the same model, words and sentence start to give other slips: the judging of what was read changed. */
const SLIPS_VERSION = 3;

export interface AnswersOptions {
  /** Keeps answers between runs of the engine; without it they end with the model. */
  readonly cacheFolder?: string | undefined;
  /** What slips depend on besides the model. */
  readonly sources: SlipSources;
}

interface Answers {
  readonly tones: AnswerCache<ToneReading>;
  readonly slips: AnswerCache<FoundSlips>;
}

/** A loaded model and what it has answered about sentences. */
export class ModelAnswers {
  readonly model: LoadedModel;
  readonly sources: SlipSources;
  readonly #cacheFolder: string | undefined;
  #device: string;
  #answers: Answers;

  constructor(model: LoadedModel, { cacheFolder, sources }: AnswersOptions) {
    this.model = model;
    this.sources = sources;
    this.#cacheFolder = cacheFolder;
    this.#device = model.info.device;
    this.#answers = this.#create();
  }

  get tones(): AnswerCache<ToneReading> {
    return this.#current.tones;
  }

  /** By `nameSentence` of what was asked. */
  get slips(): AnswerCache<FoundSlips> {
    return this.#current.slips;
  }

  async answerOnce(): Promise<void> {
    await this.model.answerOnce?.();
  }

  isStale(): boolean {
    return this.model.isStale?.() === true;
  }

  async dispose(): Promise<void> {
    await this.#close();
    await this.model.dispose();
  }

  /** Answers of the model on its present device: those of another device differ a little. */
  get #current(): Answers {
    const { device } = this.model.info;
    if (device !== this.#device) {
      void this.#close();
      this.#device = device;
      this.#answers = this.#create();
    }
    return this.#answers;
  }

  async #close(): Promise<void> {
    const { tones, slips } = this.#answers;
    await Promise.all([tones.close(), slips.close()]);
  }

  #create(): Answers {
    const { model, sources } = this;
    const identify = model.identify?.bind(model);
    const tones = buildToneRecord(model.info.labels.length);
    const slips = buildSlipRecord(model.info.slipActions === undefined ? "masks" : undefined);
    return {
      tones: this.#createCache(tones, identify && (() => identify())),
      slips: this.#createCache(slips, identify && (async () => identifySlips(await identify("slips"), sources))),
    };
  }

  /** @param identify - Hash of everything that an answer depends on besides the sentence. */
  #createCache<T extends object>(form: RecordForm<T>, identify: (() => Promise<string>) | undefined): AnswerCache<T> {
    const folder = this.#cacheFolder;
    if (identify === undefined || folder === undefined) return new AnswerCache();
    const openLog = async () => openAnswerLog({ folder, identity: await identify(), form });
    return new AnswerCache({ openLog, ...(form.isKept && { isKept: form.isKept }) });
  }
}

async function identifySlips(model: string, { readWords, readTables }: SlipSources): Promise<string> {
  const [words, tables] = await Promise.all([readWords(), readTables()]);
  const hash = createHash("sha256").update(JSON.stringify([SLIPS_VERSION, model, tables]));
  for (const word of words) hash.update(`${word}\n`);
  return hash.digest("hex");
}
