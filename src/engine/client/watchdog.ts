export interface WatchdogOptions {
  /** The silence, in milliseconds, that counts as hanging. */
  readonly hangMs: number;
  /** Asks for a sign of life. */
  readonly ping: () => void;
  readonly onHung: () => void;
}

/** This many silent checks in a row count as hanging. */
const MAX_SILENT = 4;

/**
 * Calls `onHung` once after `hangMs` without a sign of life. It counts checks instead of reading a clock: after the
 * machine slept, or the owner itself was busy, one check is late, and no engine looks hung.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #timer: NodeJS.Timeout | undefined;
  #silent = 0;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  /** Does nothing while the watch is on. */
  start(): void {
    if (this.#timer !== undefined) return;
    this.#silent = 0;
    this.#timer = setInterval(() => this.#check(), this.#options.hangMs / MAX_SILENT);
  }

  hear(): void {
    this.#silent = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #check(): void {
    this.#silent++;
    if (this.#silent <= MAX_SILENT) {
      this.#options.ping();
      return;
    }
    this.stop();
    this.#options.onHung();
  }
}
