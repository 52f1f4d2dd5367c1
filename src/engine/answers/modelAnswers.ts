import { createHash } from "node:crypto";
import type { SlipSources } from "../../tasks/slips/readLexicon";
import type { ToneReading } from "../../tasks/tone/toneReading";
import { KeptMaps } from "../model/keptMaps";
import type { LoadedModel } from "../model/loadedModel";
import type { AnsweredModel } from "./answeredModel";
import { AnswerCache } from "./kept/answerCache";
import { openAnswerLog } from "./kept/answerLog";
import type { RecordForm } from "./kept/answerRecord";
import { SEALED_RECORD } from "./kept/sealedSlips";
import { buildSlipRecord } from "./kept/slipRecord";
import { buildToneRecord } from "./kept/toneRecord";
import { KnownSlips } from "./knownSlips";
import { OwnAnswers } from "./own/ownAnswers";
import { VectorIndex } from "./vectorIndex";
import { buildVectorRecord } from "./vectorRecord";

/** Raise this when the same model, words and sentence start to give other slips: the judging of what was read changed. */
const SLIPS_VERSION = 4;

/** Sentences with slips that are kept: 4 MB. */
const MOST_SEALED = 10_000;
/** Raise this when the same model and sentence start to give another vector. */
const VECTORS_VERSION = 1;
/** Vectors that the file of one model keeps: with 384 numbers each they take 50 MB, and the file at most twice as much. */
const MOST_VECTORS = 120_000;

export interface AnswersOptions {
  /** Keeps answers between runs of the engine; without it they end with the model. */
  readonly cacheFolder?: string | undefined;
  /** What slips depend on besides the model. */
  readonly sources: SlipSources;
}

interface Answers {
  readonly tones: AnswerCache<ToneReading>;
  readonly slips: KnownSlips;
}

/** A loaded model and what it has answered, in this run of the engine and in those before. */
export class ModelAnswers implements AnsweredModel {
  readonly model: LoadedModel;
  readonly sources: SlipSources;
  /** Hidden states are of the CPU, so these stay where the device changes. */
  readonly own: OwnAnswers;
  /** Of the text that is looked at. */
  readonly maps = new KeptMaps();
  readonly #cacheFolder: string | undefined;
  #device: string;
  #answers: Answers;
  #vectors: VectorIndex | undefined;

  constructor(model: LoadedModel, { cacheFolder, sources }: AnswersOptions) {
    this.model = model;
    this.sources = sources;
    this.#cacheFolder = cacheFolder;
    this.own = new OwnAnswers(model, cacheFolder);
    this.#device = model.info.device;
    this.#answers = this.#create();
  }

  get tones(): AnswerCache<ToneReading> {
    return this.#current.tones;
  }

  /** By `nameSentence` of what was asked. */
  get slips(): KnownSlips {
    return this.#current.slips;
  }

  /** Those that the model's own files say, which the device does not change: hidden states are of the CPU. */
  get vectors(): VectorIndex {
    return (this.#vectors ??= this.#createVectors());
  }

  async answerOnce(): Promise<void> {
    await this.model.answerOnce?.();
  }

  isStale(): boolean {
    return this.model.isStale?.() === true;
  }

  async dispose(): Promise<void> {
    await this.#close();
    await this.#vectors?.write();
    await this.own.close();
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
    const identifyBoth = identify && (async () => identifySlips(await identify("slips"), sources));
    return {
      tones: this.#createCache(tones, identify && (() => identify())),
      slips: new KnownSlips(
        this.#createCache(slips, identifyBoth),
        this.#createCache(SEALED_RECORD, identifyBoth, MOST_SEALED),
      ),
    };
  }

  #createVectors(): VectorIndex {
    const { info } = this.model;
    const { layers, hiddenSize, pooling } = info;
    const identify = this.model.identifyStates?.bind(this.model);
    const folder = this.#cacheFolder;
    if (identify === undefined || folder === undefined) return new VectorIndex(hiddenSize, undefined);
    return new VectorIndex(hiddenSize, async () => {
      const states = await identify(layers);
      const identity = createHash("sha256")
        .update(JSON.stringify([VECTORS_VERSION, states, pooling]))
        .digest("hex");
      const form = (key: Buffer) => buildVectorRecord(hiddenSize, key);
      return openAnswerLog({ folder, identity, form, mostRecords: MOST_VECTORS });
    });
  }

  /** @param identify - Hash of everything that an answer depends on besides the sentence. */
  #createCache<T extends object>(
    form: RecordForm<T>,
    identify: (() => Promise<string>) | undefined,
    most?: number,
  ): AnswerCache<T> {
    const folder = this.#cacheFolder;
    const limits = { form, ...(most !== undefined && { most }) };
    if (identify === undefined || folder === undefined) return new AnswerCache(limits);
    const records = most === undefined ? {} : { mostRecords: most };
    const openLog = async () => openAnswerLog({ folder, identity: await identify(), form, ...records });
    return new AnswerCache({ ...limits, openLog });
  }
}

async function identifySlips(model: string, { readWords, readTables }: SlipSources): Promise<string> {
  const [words, tables] = await Promise.all([readWords(), readTables()]);
  const hash = createHash("sha256").update(JSON.stringify([SLIPS_VERSION, model, tables]));
  for (const word of words) hash.update(`${word}\n`);
  return hash.digest("hex");
}
