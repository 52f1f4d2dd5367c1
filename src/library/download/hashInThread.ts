import { once } from "node:events";
import { stat } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import type { HashAlgorithm } from "../hub/hubModel";
import { requireGoing } from "../hub/pace";
import { hashFile } from "./hashFile";

/** The data that the thread is started with. */
export interface HashData {
  readonly file: string;
  readonly algorithm: HashAlgorithm;
}

/** What the thread says: bytes that it read since, or the hash. */
export type HashMessage = { readonly bytes: number } | { readonly hash: string } | { readonly failure: string };

export interface HashOptions {
  /** Path of the built `src/hashThread.ts`. */
  readonly threadPath: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

/** Fewer bytes are hashed in under 5 ms, which is less than a thread takes to start. */
const LEAST_BYTES = 1_000_000;

/**
 * Does what `hashFile` does, but has a large file read by a thread: the editor's host must not be held meanwhile.
 *
 * @throws {LibraryError} `cancelled`; what the thread could not read.
 */
export async function hashInThread(
  file: string,
  algorithm: HashAlgorithm,
  { threadPath, signal, onProgress }: HashOptions,
): Promise<string> {
  if ((await stat(file)).size < LEAST_BYTES) return hashFile(file, algorithm, onProgress);
  requireGoing(signal);
  // A bundle needs none of the options that its host was started with.
  const worker = new Worker(threadPath, { workerData: { file, algorithm } satisfies HashData, execArgv: [] });
  const stop = () => void worker.terminate();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      worker.on("message", (message: HashMessage) => {
        if ("bytes" in message) onProgress?.(message.bytes);
        else if ("hash" in message) resolve(message.hash);
        else reject(new Error(message.failure));
      });
      worker.on("error", reject);
      void once(worker, "exit").then(() => reject(new Error("the thread that hashes files ended without an answer")));
    });
  } catch (error) {
    requireGoing(signal);
    throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
    await worker.terminate();
  }
}
