/** Restarts allowed in the window. */
const MAX_RESTARTS = 3;
const WINDOW_MS = 60_000;

/** Counts ends of the process that nobody asked for, and says how long to wait before it may start again. */
export class RestartLimit {
  readonly #firstDelayMs: number;
  #ends: number[] = [];

  constructor(firstDelayMs: number) {
    this.#firstDelayMs = firstDelayMs;
  }

  /**
   * @param nowMs - When the process ended, on any steady clock.
   * @returns Milliseconds to wait, four times as long as after the end before; `undefined` if it must stay stopped.
   */
  countEnd(nowMs: number): number | undefined {
    this.#ends = [...this.#ends.filter((end) => nowMs - end < WINDOW_MS), nowMs];
    if (this.#ends.length > MAX_RESTARTS) return undefined;
    return this.#firstDelayMs * 4 ** (this.#ends.length - 1);
  }

  forget(): void {
    this.#ends = [];
  }
}
