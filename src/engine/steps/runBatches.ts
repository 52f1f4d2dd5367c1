import type { Model } from "../../tasks/model/model";
import type { LoadedModel } from "../model/modelStore";
import type { Turn } from "./scheduler";

/** What of a model this needs. */
export type BatchModel = Pick<LoadedModel, "run" | "runBeside" | "parallel">;

/**
 * Works on batches in order, each begun in a turn of its own, as many side by side as the model can. What runs beside
 * the thread of the steps is no part of a step, so that something more urgent need not wait for it.
 *
 * @param work - Is given how to run a request.
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
