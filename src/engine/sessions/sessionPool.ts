import type { OnnxSession } from "./onnxSession";

interface Entry {
  readonly session: Promise<OnnxSession>;
  users: number;
}

/** Makes sessions on first use and keeps the `limit` that were used last. A session in use is never disposed. */
export class SessionPool {
  #limit: number;
  /** The least recently used entry comes first. */
  readonly #entries = new Map<string, Entry>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @param create - Called if no session with this key is kept. A failure is not kept: the next use tries again. */
  async use<T>(
    key: string,
    create: () => Promise<OnnxSession>,
    work: (session: OnnxSession) => Promise<T>,
  ): Promise<T> {
    const entry = this.#entries.get(key) ?? this.#createEntry(key, create);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    entry.users += 1;
    try {
      return await work(await entry.session);
    } finally {
      entry.users -= 1;
      await this.#shrink();
    }
  }

  /** Disposes every session that is not in use now, and each of the others when its use ends. */
  async dispose(): Promise<void> {
    this.#limit = 0;
    await this.#shrink();
  }

  #createEntry(key: string, create: () => Promise<OnnxSession>): Entry {
    const entry = { session: create(), users: 0 };
    entry.session.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return entry;
  }

  async #shrink(): Promise<void> {
    for (const [key, { session, users }] of [...this.#entries]) {
      if (this.#entries.size <= this.#limit) return;
      if (users > 0) continue;
      this.#entries.delete(key);
      await (await session).dispose();
    }
  }
}
