import type { Model } from "../../tasks/model/model";
import type { Batching } from "./batching";
import type { Turn } from "./scheduler";

/** The part of a model that runs batches. */
export type BatchModel = Pick<Model, "run"> & Partial<Batching>;

/**
 * Starts batches in order, each in a turn of its own, and keeps as many of them under way as the model allows. Batches
 * that run outside this thread are not part of a step, so more urgent work does not wait for them.
 *
 * @param work - Handles one batch; `run` is how it runs a request.
 * @throws what `turn` or `work` throws, once no batch is under way any more.
 */
export async function runBatches<T>(
  model: BatchModel,
  batches: readonly T[],
  turn: Turn,
  work: (batch: T, run: Model["run"]) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const isFull = () => underWay.size >= (model.parallel ?? 1);
  try {
    for (const batch of batches) {
      await turn(isFull() ? Promise.race(underWay) : undefined);
      while (isFull()) await Promise.race(underWay);
      if (failures.length > 0) break;
      if (model.runBeside === undefined || (model.parallel ?? 1) === 1) {
        await work(batch, (request) => model.run(request));
        continue;
      }
      const { runBeside } = model;
      const done: Promise<void> = work(batch, runBeside)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(done));
      underWay.add(done);
    }
  } finally {
    await Promise.all(underWay);
  }
  if (failures.length > 0) throw failures[0];
}
