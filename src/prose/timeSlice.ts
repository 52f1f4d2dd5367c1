import { setImmediate } from "#platform/turns";

/** A loop may hold the event loop for this long before it lets others run: a third of the 16 ms that Cloze promises. */
const SLICE_MS = 5;

/** Cuts a long loop into short stretches, between which its process answers others. */
export class TimeSlice {
  #started = performance.now();

  /** True when the stretch has lasted long enough: then `await pause()`. Cheap enough to call in every turn. */
  isOver(): boolean {
    return performance.now() - this.#started > SLICE_MS;
  }

  async pause(): Promise<void> {
    await setImmediate();
    this.#started = performance.now();
  }
}
