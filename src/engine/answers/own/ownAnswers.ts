import { createHash } from "node:crypto";
import * as l10n from "@vscode/l10n";
import type { EmbeddingsParams } from "../../../tasks/embed/embeddingsRequest";
import { ModelError } from "../../../tasks/model/model";
import type { OwnTone } from "../../../tasks/schemas/ownToneSchema";
import type { ToneReading } from "../../../tasks/tone/toneReading";
import type { LoadedModel } from "../../model/loadedModel";
import { AnswerCache } from "../kept/answerCache";
import { openAnswerLog } from "../kept/answerLog";
import { buildToneRecord } from "../kept/toneRecord";
import { buildFeatureRecord, type Features } from "./featureRecord";

/** Raise this when the same model and text start to give other features. */
const VERSION = 1;
/** Vectors of a layer that are kept, in memory and in a file: with 384 numbers each they take 15 MB, and the file twice as much. */
const MOST_FEATURES = 10_000;
/** Tones whose answers are in memory. */
const MOST_TONES = 8;

/** Which vectors of a text. */
export interface FeaturesWanted {
  readonly layer: number;
  readonly pooling: OwnTone["pooling"] & EmbeddingsParams["pooling"];
}

/** What a model has read for tones of one's own, and what these have said. */
export class OwnAnswers {
  readonly model: LoadedModel;
  readonly #cacheFolder: string | undefined;
  readonly #features = new Map<string, AnswerCache<Features>>();
  readonly #labels = new Map<string, AnswerCache<ToneReading>>();

  /** @param cacheFolder - Keeps both between runs of the engine; without it they end with the model. */
  constructor(model: LoadedModel, cacheFolder: string | undefined) {
    this.model = model;
    this.#cacheFolder = cacheFolder;
  }

  /** The vectors of texts that were learnt from. */
  features(wanted: FeaturesWanted): AnswerCache<Features> {
    const { layer, pooling } = wanted;
    const key = `${layer} ${pooling}`;
    const known = this.#features.get(key);
    if (known !== undefined) return known;
    const { hiddenSize } = this.model.info;
    const openLog = this.#openLog(layer, [key], (secret) => buildFeatureRecord(hiddenSize, secret), MOST_FEATURES);
    const cache = new AnswerCache<Features>({ openLog, most: MOST_FEATURES });
    this.#features.set(key, cache);
    return cache;
  }

  /** What the labels of sentences are. */
  labels(tone: OwnTone): AnswerCache<ToneReading> {
    const key = createHash("sha256").update(JSON.stringify(tone)).digest("hex");
    const known = this.#labels.get(key);
    if (known !== undefined) return known;
    const form = { ...buildToneRecord(tone.labels.length), mark: "labl", extension: ".labels" };
    const cache = new AnswerCache<ToneReading>({ form, openLog: this.#openLog(tone.layer, [key], () => form) });
    this.#labels.set(key, cache);
    for (const [oldest, unused] of this.#labels) {
      if (this.#labels.size <= MOST_TONES) break;
      void unused.close();
      this.#labels.delete(oldest);
    }
    return cache;
  }

  /** @throws {ModelError} `bad-request` for a model without files of weights. */
  async hashModel(): Promise<string> {
    const hash = await this.model.hashWeights?.();
    if (hash !== undefined) return hash;
    throw new ModelError(
      "bad-request",
      l10n.t('model "{0}" has no file of weights to name it by', this.model.info.name),
    );
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    await Promise.all([...this.#features.values(), ...this.#labels.values()].map((cache) => cache.close()));
  }

  /** @param named - What answers depend on besides the sentence and the states of the layer. */
  #openLog<T>(
    layer: number,
    named: readonly string[],
    form: Parameters<typeof openAnswerLog<T>>[0]["form"],
    mostRecords?: number,
  ) {
    const folder = this.#cacheFolder;
    const identify = this.model.identifyStates?.bind(this.model);
    if (folder === undefined || identify === undefined) return undefined;
    return async () => {
      const states = await identify(layer);
      const identity = createHash("sha256")
        .update(JSON.stringify([VERSION, states, ...named]))
        .digest("hex");
      return openAnswerLog<T>({ folder, identity, form, ...(mostRecords !== undefined && { mostRecords }) });
    };
  }
}
