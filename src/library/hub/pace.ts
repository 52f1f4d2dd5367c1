import { setTimeout } from "node:timers/promises";
import { LibraryError } from "../libraryError";

/** How patient fetching is. Times in milliseconds. */
export interface Pace {
  /** How often one thing is tried before it is given up. What came through sets the count back. */
  readonly attempts: number;
  /** The first wait; each further one is twice as long, up to `mostWaitMs`. */
  readonly firstWaitMs: number;
  /** A hub that wants to be left alone for longer is. */
  readonly mostWaitMs: number;
  /** A connection on which nothing comes for this long is broken. */
  readonly silenceMs: number;
}

export const PACE: Pace = { attempts: 6, firstWaitMs: 500, mostWaitMs: 60_000, silenceMs: 20_000 };

/** The wait before attempt `attempt` + 1. Differs by chance, so that many clients do not come back at once. */
export function selectWait({ firstWaitMs, mostWaitMs }: Pace, attempt: number): number {
  return Math.min(mostWaitMs, firstWaitMs * 2 ** (attempt - 1)) * (0.75 + Math.random() / 4);
}

/** @throws {LibraryError} `cancelled`. */
export async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(ms, undefined, signal && { signal }).catch(() => undefined);
  requireGoing(signal);
}

/** @throws {LibraryError} `cancelled`. */
export function requireGoing(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new LibraryError("cancelled", "cancelled");
}
