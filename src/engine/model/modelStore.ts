import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Model, ModelInfo } from "../../tasks/model/model";
import type { Turn } from "../steps/scheduler";
import { ToneCache } from "../tones/toneCache";
import { openToneLog } from "../tones/toneLog";

export interface LoadedModel extends Model {
  /** Hash of all that its answers depend on besides the text. Without it, none of them is kept on disk. */
  identify?(): Promise<string>;
  /** Has it answer from now on where it is best; without it, it stays where it is. */
  chooseDevice?(turn: Turn): Promise<ModelInfo>;
  /** Most tokens of a batch; those of the CPU unless said. */
  readonly batchTokens?: number;
  /** Batches that can be under way at once, now; 1 unless said. */
  readonly parallel?: number;
  /** Told that its heads will be asked for so many sequences, before they are put together in batches. */
  expect?(sequences: number): void;
  /** As `run`, beside others that are under way, as many as `parallel`. */
  readonly runBeside?: Model["run"];
  dispose(): void | Promise<void>;
}

/** Loads a checkpoint folder; the caller disposes the model. */
export type LoadModel = (folder: string) => Promise<LoadedModel>;

/** A model in use, and what is known of it as long as it is loaded. */
export interface StoredModel {
  readonly model: LoadedModel;
  /** Of the device that it runs on now: another one's readings differ a little. */
  readonly tones: ToneCache;
}

interface Entry {
  /** Names, sizes and times of the files that were loaded. */
  readonly identity: string;
  readonly stored: Promise<StoredModel>;
  users: number;
  /** No longer in the store: disposed when its last user is done. */
  isRetired: boolean;
}

/** The loaded models, one for each folder. A checkpoint whose files changed is loaded again. */
export class ModelStore {
  readonly #load: LoadModel;
  readonly #cacheFolder: string | undefined;
  readonly #entries = new Map<string, Entry>();

  /** @param cacheFolder - For what is kept between runs of the engine; nothing is, unless given. */
  constructor(load: LoadModel, cacheFolder?: string) {
    this.#load = load;
    this.#cacheFolder = cacheFolder;
  }

  /** Loads the model unless it is loaded, and keeps it alive while `work` runs. */
  async use<T>(folder: string, work: (stored: StoredModel) => Promise<T>): Promise<T> {
    const entry = await this.#findEntry(folder);
    entry.users++;
    try {
      return await work(await entry.stored);
    } finally {
      entry.users--;
      await disposeUnused(entry);
    }
  }

  async unload(folder: string): Promise<void> {
    const entry = this.#entries.get(folder);
    if (entry === undefined) return;
    this.#entries.delete(folder);
    entry.isRetired = true;
    await disposeUnused(entry);
  }

  async #findEntry(folder: string): Promise<Entry> {
    const identity = await readIdentity(folder);
    const known = this.#entries.get(folder);
    // A folder that is gone takes nothing from a model that works.
    if (known !== undefined && (identity === undefined || identity === known.identity)) return known;
    await this.unload(folder);
    const entry: Entry = { identity: identity ?? "", stored: this.#loadModel(folder), users: 0, isRetired: false };
    this.#entries.set(folder, entry);
    entry.stored.catch(() => {
      // Not kept: the user mends the folder and asks again.
      if (this.#entries.get(folder) === entry) this.#entries.delete(folder);
    });
    return entry;
  }

  async #loadModel(folder: string): Promise<StoredModel> {
    return new Stored(await this.#load(folder), this.#cacheFolder);
  }
}

class Stored implements StoredModel {
  readonly model: LoadedModel;
  readonly #cacheFolder: string | undefined;
  #device: string;
  #tones: ToneCache;

  constructor(model: LoadedModel, cacheFolder: string | undefined) {
    this.model = model;
    this.#cacheFolder = cacheFolder;
    this.#device = model.info.device;
    this.#tones = this.#createTones();
  }

  get tones(): ToneCache {
    const { device } = this.model.info;
    if (device !== this.#device) {
      void this.#tones.close();
      this.#device = device;
      this.#tones = this.#createTones();
    }
    return this.#tones;
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

async function disposeUnused(entry: Entry): Promise<void> {
  if (!entry.isRetired || entry.users > 0) return;
  const { model, tones } = await entry.stored;
  await tones.close();
  await model.dispose();
}

/** `undefined` for a folder that cannot be read. */
async function readIdentity(folder: string): Promise<string | undefined> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.(json|txt|safetensors)$/.test(name)).sort();
    const stats = await Promise.all(names.map((name) => stat(path.join(folder, name))));
    return stats.map(({ size, mtimeMs }, i) => `${names[i] ?? ""}:${size}:${mtimeMs}`).join("|");
  } catch {
    return undefined;
  }
}
