/** Remembers what the chunks of a text were read as: after an edit, only the chunks that changed are read again. */
export class ChunkMemory<T> {
  #basis = "";
  #last = new Map<string, T>();
  #current = new Map<string, T>();

  /**
   * Begins a reading. It forgets whatever neither this reading nor the one before it asks for.
   *
   * @param basis - Everything besides a chunk that its value depends on; a new basis forgets all chunks.
   */
  begin(basis = ""): void {
    this.#last = basis === this.#basis ? this.#current : new Map<string, T>();
    this.#current = new Map();
    this.#basis = basis;
  }

  /** @param read - Called if the chunk is not known. */
  recall(chunk: string, read: () => T): T {
    const value = this.#current.get(chunk) ?? this.#last.get(chunk) ?? read();
    this.#current.set(chunk, value);
    return value;
  }
}
