import path from "node:path";
import { readdir } from "#platform/files";
import { findStamp } from "../../checkpoint/files/fileStamp";

/** What the store holds. */
interface Stored {
  /** Rejects if the model cannot answer. */
  answerOnce?(): Promise<void>;
  /** Whether it must be loaded again before it is used again. */
  isStale?(): boolean;
  dispose(): void | Promise<void>;
}

interface Entry<T> {
  /** Names, sizes and times of the files that were loaded. */
  readonly identity: string;
  readonly model: Promise<T>;
  users: number;
  /** The entry has left the store: its last user disposes the model. */
  isRetired: boolean;
  /** What is about to replace it. */
  next?: { readonly identity: string; readonly entry: Promise<Entry<T>> } | undefined;
}

/**
 * The loaded models, one for each folder. A checkpoint whose files have changed is loaded again, and replaces the loaded one
 * once it has answered. Until then every use fails with what is wrong with it; when the files are put back, the loaded one
 * goes on.
 */
export class ModelStore<T extends Stored> {
  readonly #load: (folder: string) => Promise<T>;
  readonly #entries = new Map<string, Entry<T>>();

  constructor(load: (folder: string) => Promise<T>) {
    this.#load = load;
  }

  /** Loads the model if necessary, and keeps it alive while `work` runs. */
  async use<R>(folder: string, work: (model: T) => Promise<R>): Promise<R> {
    const entry = await this.#openEntry(folder);
    entry.users++;
    try {
      return await work(await entry.model);
    } finally {
      entry.users--;
      await disposeUnused(entry);
    }
  }

  async unload(folder: string): Promise<void> {
    const entry = this.#entries.get(folder);
    if (entry === undefined) return;
    this.#entries.delete(folder);
    await retire(entry);
  }

  async #openEntry(folder: string): Promise<Entry<T>> {
    const identity = await findIdentity(folder);
    const known = this.#entries.get(folder);
    if (known !== undefined) {
      const model = await known.model.catch(() => undefined);
      // A loaded model keeps working when its folder is gone.
      const isSame = identity === undefined || identity === known.identity;
      if (isSame && model?.isStale?.() !== true) return known;
      if (model !== undefined) return this.#replace(folder, known, identity ?? "");
    }
    return this.#entries.get(folder) ?? this.#loadFirst(folder, identity ?? "");
  }

  #loadFirst(folder: string, identity: string): Entry<T> {
    const entry: Entry<T> = { identity, model: this.#load(folder), users: 0, isRetired: false };
    this.#entries.set(folder, entry);
    entry.model.catch(() => {
      // A failure is not kept: the user mends the folder and asks again.
      if (this.#entries.get(folder) === entry) this.#entries.delete(folder);
    });
    return entry;
  }

  #replace(folder: string, known: Entry<T>, identity: string): Promise<Entry<T>> {
    if (known.next?.identity === identity) return known.next.entry;
    const entry = this.#loadNext(folder, known, identity);
    const next = { identity, entry };
    known.next = next;
    entry.catch(() => {
      if (known.next === next) known.next = undefined;
    });
    return entry;
  }

  async #loadNext(folder: string, known: Entry<T>, identity: string): Promise<Entry<T>> {
    const model = await this.#load(folder);
    try {
      await model.answerOnce?.();
    } catch (error) {
      await model.dispose();
      throw error;
    }
    const isWanted = this.#entries.get(folder) === known;
    const entry: Entry<T> = { identity, model: Promise.resolve(model), users: 0, isRetired: !isWanted };
    if (isWanted) {
      this.#entries.set(folder, entry);
      await retire(known);
    }
    return entry;
  }
}

async function retire(entry: Entry<Stored>): Promise<void> {
  entry.isRetired = true;
  await disposeUnused(entry);
}

async function disposeUnused(entry: Entry<Stored>): Promise<void> {
  if (!entry.isRetired || entry.users > 0) return;
  const model = await entry.model.catch(() => undefined);
  await model?.dispose();
}

/** @returns `undefined` for a folder that cannot be read. */
async function findIdentity(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => undefined);
  return names
    ?.filter((name) => /\.(json|txt|safetensors|bin|index|data-\d+-of-\d+)$/.test(name))
    .sort()
    .map((name) => {
      const stamp = findStamp(path.join(folder, name));
      return stamp === undefined ? `${name}: gone` : `${name}: ${stamp.inode} ${stamp.content} ${stamp.change}`;
    })
    .join("\n");
}
