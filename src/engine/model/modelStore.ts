import { readdir, stat } from "node:fs/promises";
import path from "node:path";

interface Disposable {
  dispose(): void | Promise<void>;
}

interface Entry<T> {
  /** Names, sizes and times of the files that were loaded. */
  readonly identity: string;
  readonly model: Promise<T>;
  users: number;
  /** The entry has left the store: its last user disposes the model. */
  isRetired: boolean;
}

/** The loaded models, one for each folder. A checkpoint whose files have changed is loaded again. */
export class ModelStore<T extends Disposable> {
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
    entry.isRetired = true;
    await disposeUnused(entry);
  }

  async #openEntry(folder: string): Promise<Entry<T>> {
    const identity = await findIdentity(folder);
    const known = this.#entries.get(folder);
    // A loaded model keeps working when its folder is gone.
    if (known !== undefined && (identity === undefined || identity === known.identity)) return known;
    await this.unload(folder);
    const entry: Entry<T> = { identity: identity ?? "", model: this.#load(folder), users: 0, isRetired: false };
    this.#entries.set(folder, entry);
    entry.model.catch(() => {
      // A failure is not kept: the user mends the folder and asks again.
      if (this.#entries.get(folder) === entry) this.#entries.delete(folder);
    });
    return entry;
  }
}

async function disposeUnused(entry: Entry<Disposable>): Promise<void> {
  if (!entry.isRetired || entry.users > 0) return;
  await (await entry.model).dispose();
}

/** @returns `undefined` for a folder that cannot be read. */
async function findIdentity(folder: string): Promise<string | undefined> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.(json|txt|safetensors)$/.test(name)).sort();
    const stats = await Promise.all(names.map((name) => stat(path.join(folder, name))));
    return stats.map(({ size, mtimeMs }, i) => `${names[i] ?? ""}:${size}:${mtimeMs}`).join("|");
  } catch {
    return undefined;
  }
}
