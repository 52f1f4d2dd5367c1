import { once } from "node:events";
import { checkStart } from "../../graph/int8/checkStart";

/** The data that the thread is started with. */
export interface CheckData {
  readonly path: string;
  readonly length: number;
}

/** Fewer bytes take under 20 ms to check, which is not worth starting a thread that takes ten megabytes of memory. */
const LEAST_BYTES = 64e6;

/**
 * Does what `checkStart` does, but has a large file read by a thread, so that its weights can be put to use meanwhile. If
 * no thread can be started, this one reads the file.
 *
 * @param threadPath - Path of the built `src/checkThread.ts`.
 */
export async function checkInThread(threadPath: string, path: string, length: number): Promise<Uint8Array> {
  if (length < LEAST_BYTES) return checkStart(path, length);
  try {
    // Imported here because it takes two milliseconds, which a start without a thread saves.
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
