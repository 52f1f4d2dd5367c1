import { setTimeout as sleep } from "node:timers/promises";

/** Time, or a test's stand-in for it. In milliseconds. */
export interface Clock {
  now(): number;
  wait(ms: number): Promise<void>;
  /** Calls `run` after that time, unless the function that is returned is called before. */
  startTimer(ms: number, run: () => void): () => void;
}

export const CLOCK: Clock = {
  now: () => performance.now(),
  wait: (ms) => sleep(ms),
  startTimer: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
