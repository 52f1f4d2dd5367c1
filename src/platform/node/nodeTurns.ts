/** How a long computation lets others run. In a browser, `webTurns` stands in its place. */
export { setImmediate, setTimeout } from "node:timers/promises";

/** Lets the process end though the timer waits. */
export function unref(timer: NodeJS.Timeout): void {
  timer.unref();
}
