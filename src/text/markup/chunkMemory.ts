/** What was made of the parts of a text the last time it was read: after an edit only parts that changed are read again. */
export class ChunkMemory<T> {
  #basis = "";
  #last = new Map<string, T>();
  #current = new Map<string, T>();

  /**
   * A reading begins; what neither it nor the one before asks for is forgotten.
   *
   * @param basis - All that readings of parts depend on besides the part.
   */
  begin(basis = ""): void {
    this.#last = basis === this.#basis ? this.#current : new Map<string, T>();
    this.#current = new Map();
    this.#basis = basis;
  }

  /** @param read - Asked if the part is not known. */
  recall(part: string, read: () => T): T {
    const value = this.#current.get(part) ?? this.#last.get(part) ?? read();
    this.#current.set(part, value);
    return value;
  }
}
