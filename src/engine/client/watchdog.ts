export interface WatchdogOptions {
  /** Silence that counts as hanging. */
  readonly hangMs: number;
  /** Asks for a sign of life. */
  readonly ping: () => void;
  readonly onHung: () => void;
}

/** Silent checks in a row that count as hanging. */
const MAX_SILENT = 4;

/**
 * Calls `onHung` once after `hangMs` without a sign of life. Counts checks and not time on a clock: a machine that
 * slept, or an owner that was busy itself, sees one late check, not a hung engine.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #timer: NodeJS.Timeout | undefined;
  #silent = 0;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  /** Does nothing if it watches already. */
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
