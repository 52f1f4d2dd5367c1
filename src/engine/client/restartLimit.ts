const MAX_RESTARTS = 3;
const WINDOW_MS = 60_000;

/** Counts crashes, and says how long to wait before the next start: 3 restarts in 60 s are allowed. */
export class RestartLimit {
  readonly #firstDelayMs: number;
  #ends: number[] = [];

  constructor(firstDelayMs: number) {
    this.#firstDelayMs = firstDelayMs;
  }

  /**
   * @param nowMs - The time of the crash, on any steady clock.
   * @returns Milliseconds to wait, four times as long as after the crash before; `undefined` if the process must stay
   *   stopped.
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
