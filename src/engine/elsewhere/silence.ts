import type { Clock } from "./clock";

export interface SilenceOptions {
  readonly clock: Clock;
  /** The silence, in milliseconds, that is told at first. */
  readonly firstMs: number;
  /** Called when a server is silent, with how long it is waited for yet, in milliseconds; and with `undefined` when that is over. */
  readonly onChange: (leftMs: number | undefined) => void;
}

/**
 * Notices that something waits for a server from which nothing comes. A server that is known to take its time is silent
 * only when it takes twice as long as ever before: whoever is told would otherwise be told at each request.
 */
export class Silence {
  readonly #options: SilenceOptions;
  /** When those that wait give up, by the clock. */
  readonly #waiting = new Set<{ readonly until: number }>();
  #stopTimer: () => void = () => undefined;
  #isTold = false;
  #longestMs = 0;

  constructor(options: SilenceOptions) {
    this.#options = options;
  }

  /** @param until - When it is given up, by the clock. @throws what `work` throws */
  async over<T>(until: number, work: () => Promise<T>): Promise<T> {
    const { clock } = this.#options;
    const start = clock.now();
    const waiting = { until };
    this.#waiting.add(waiting);
    if (this.#waiting.size === 1) this.#listen();
    try {
      const answer = await work();
      this.#longestMs = Math.max(this.#longestMs, clock.now() - start);
      return answer;
    } finally {
      this.#waiting.delete(waiting);
      this.#end();
      if (this.#waiting.size > 0) this.#listen();
    }
  }

  #listen(): void {
    const { clock, firstMs, onChange } = this.#options;
    this.#stopTimer = clock.startTimer(Math.max(firstMs, 2 * this.#longestMs), () => {
      this.#isTold = true;
      onChange(Math.max(...[...this.#waiting].map(({ until }) => until)) - clock.now());
    });
  }

  #end(): void {
    this.#stopTimer();
    if (!this.#isTold) return;
    this.#isTold = false;
    this.#options.onChange(undefined);
  }
}
