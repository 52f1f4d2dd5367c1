import { ToolError } from "../tools/toolError";
import { formatCount } from "../wording/numbers/formatCount";

/** Calls at work at once: enough to keep the engine busy, few enough that each ends soon. */
const MOST_AT_WORK = 8;
/** Calls that wait besides. More is a caller that does not wait for answers. */
const MOST_WAITING = 1000;

interface Waiting {
  readonly start: () => void;
}

/** Lets calls work in the order in which they came, a few at once. */
export class CallTurns {
  #working = 0;
  readonly #waiting = new Set<Waiting>();

  /** @throws {ToolError} `too-many`; the reason of the signal, if it ends the wait. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#working >= MOST_AT_WORK) await this.#wait(signal);
    else this.#working += 1;
    try {
      return await work();
    } finally {
      const [next] = this.#waiting;
      if (next === undefined) this.#working -= 1;
      else {
        this.#waiting.delete(next);
        next.start();
      }
    }
  }

  #wait(signal: AbortSignal): Promise<void> {
    if (this.#waiting.size >= MOST_WAITING) {
      throw new ToolError(
        "too-many",
        `${formatCount(MOST_WAITING)} calls wait already: ask again when some are answered`,
      );
    }
    return new Promise((resolve, reject) => {
      const waiting = {
        start: () => {
          signal.removeEventListener("abort", end);
          resolve();
        },
      };
      const end = () => {
        if (this.#waiting.delete(waiting)) reject(signal.reason as Error);
      };
      signal.addEventListener("abort", end, { once: true });
      this.#waiting.add(waiting);
    });
  }
}
