import { setImmediate } from "node:timers/promises";

/** How long a loop may hold the event loop before it lets others run; a third of what Cloze promises at most (16 ms). */
const SLICE_MS = 5;

/** Cuts a long loop in the extension host into short stretches. */
export class TimeSlice {
  #started = performance.now();

  /** True when the stretch has lasted long enough: then `await pause()`. Cheap enough for every turn of a loop. */
  isOver(): boolean {
    return performance.now() - this.#started > SLICE_MS;
  }

  async pause(): Promise<void> {
    await setImmediate();
    this.#started = performance.now();
  }
}
