import type { LoadedModel } from "../model/loadedModel";
import { ToneCache } from "./toneCache";
import { openToneLog } from "./toneLog";

/** A loaded model and the tones that it has read. */
export class ToneModel {
  readonly model: LoadedModel;
  readonly #cacheFolder: string | undefined;
  #device: string;
  #tones: ToneCache;

  /** @param cacheFolder - Keeps readings between runs of the engine; without it they end with the model. */
  constructor(model: LoadedModel, cacheFolder: string | undefined) {
    this.model = model;
    this.#cacheFolder = cacheFolder;
    this.#device = model.info.device;
    this.#tones = this.#createTones();
  }

  /** Readings of the model on its present device: those of another device differ a little. */
  get tones(): ToneCache {
    const { device } = this.model.info;
    if (device !== this.#device) {
      void this.#tones.close();
      this.#device = device;
      this.#tones = this.#createTones();
    }
    return this.#tones;
  }

  async answerOnce(): Promise<void> {
    await this.model.answerOnce?.();
  }

  isStale(): boolean {
    return this.model.isStale?.() === true;
  }

  async dispose(): Promise<void> {
    await this.tones.close();
    await this.model.dispose();
  }

  #createTones(): ToneCache {
    const { model } = this;
    const identify = model.identify?.bind(model);
    const folder = this.#cacheFolder;
    if (identify === undefined || folder === undefined) return new ToneCache();
    const labels = model.info.labels.length;
    return new ToneCache({ openLog: async () => openToneLog({ folder, identity: await identify(), labels }) });
  }
}
