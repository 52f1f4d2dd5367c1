import { once } from "node:events";
import { checkStart } from "../../graph/int8/checkStart";

/** What the thread is given. */
export interface CheckData {
  readonly path: string;
  readonly length: number;
}

/** For fewer bytes, 20 ms of work, a thread is not worth its start, nor the ten megabytes of memory it takes. */
const LEAST_BYTES = 64e6;

/**
 * As `checkStart`; a large file is read by a thread of its own, so that its weights can be put to use meanwhile. Where
 * no thread can be had, by this one.
 *
 * @param threadPath - Of the built `src/checkThread.ts`.
 */
export async function checkInThread(threadPath: string, path: string, length: number): Promise<Uint8Array> {
  if (length < LEAST_BYTES) return checkStart(path, length);
  try {
    // Not loaded where no thread is started: two milliseconds.
    const { Worker } = await import("node:worker_threads");
    const worker = new Worker(threadPath, { workerData: { path, length } satisfies CheckData });
    const ended = once(worker, "exit").then(() => {
      throw new Error("the thread ended without an answer");
    });
    const [found] = (await Promise.race([once(worker, "message"), ended])) as [Uint8Array];
    return found;
  } catch {
    return checkStart(path, length);
  }
}
