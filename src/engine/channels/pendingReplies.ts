interface Waiting<Result, Asked> {
  readonly asked: Asked;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Questions that were sent over a line and wait for their replies, by id.
 *
 * @typeParam Asked - A record that is kept of each question while it waits.
 */
export class PendingReplies<Result, Asked = void> {
  readonly #waiting = new Map<number, Waiting<Result, Asked>>();
  #lastId = 0;

  get size(): number {
    return this.#waiting.size;
  }

  /** In the order in which they were asked. */
  get ids(): readonly number[] {
    return [...this.#waiting.keys()];
  }

  /**
   * Waits for the reply to a new question.
   *
   * @param send - Sends the question under a new id: 1, 2, … When it throws, the promise rejects and nothing waits.
   */
  ask(send: (id: number) => Asked): Promise<Result> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, { asked: send(id), resolve, reject });
    });
  }

  find(id: number): Asked | undefined {
    return this.#waiting.get(id)?.asked;
  }

  /** Returns false when nothing waits under this id, as for a late reply to a question that was given up. */
  resolve(id: number, result: Result): boolean {
    this.#waiting.get(id)?.resolve(result);
    return this.#waiting.delete(id);
  }

  /** Returns false when nothing waits under this id. */
  reject(id: number, error: Error): boolean {
    this.#waiting.get(id)?.reject(error);
    return this.#waiting.delete(id);
  }

  rejectAll(error: Error): void {
    for (const id of this.ids) this.reject(id, error);
  }
}
