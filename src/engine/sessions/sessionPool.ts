import type { OnnxSession } from "./onnxSession";

interface Entry {
  readonly session: Promise<OnnxSession>;
  users: number;
}

/** Sessions made on first use and kept for the next, the `limit` used last; one in use is never ended. */
export class SessionPool {
  #limit: number;
  /** Least recently used first. */
  readonly #entries = new Map<string, Entry>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @param create - Called if no session of that key is kept; one that fails is not, and the next use tries again. */
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

  /** Ends every session that is not in use, and each other one at the end of its use. */
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
