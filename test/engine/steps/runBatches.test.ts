import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { EngineError } from "../../../src/engine/protocol/engineError";
import { type BatchModel, runBatches } from "../../../src/engine/steps/runBatches";
import type { ModelOutput } from "../../../src/tasks/model/model";

/** A model whose runs end when a test ends them. */
function createModel(parallel?: number) {
  const log: string[] = [];
  const underWay: { readonly end: () => void; readonly fail: () => void }[] = [];
  const run = (way: string) => () => {
    log.push(way);
    return new Promise<ModelOutput>((resolve, reject) => {
      underWay.push({ end: () => resolve({}), fail: () => reject(new Error("device")) });
    });
  };
  const model: BatchModel = {
    run: run("run"),
    ...(parallel !== undefined && { parallel, runBeside: run("beside") }),
  };
  return { model, log, underWay };
}

describe("runBatches", () => {
  for (const { name, parallel, way } of [
    { name: "one batch at a time if the model says nothing", parallel: undefined, way: "run" },
    { name: "one batch at a time if the model allows one", parallel: 1, way: "run" },
    { name: "three batches side by side if the model allows three", parallel: 3, way: "beside" },
  ]) {
    it(`runs ${name}`, async () => {
      const { model, log, underWay } = createModel(parallel);
      const waits: boolean[] = [];
      const turn = (after?: Promise<unknown>) => {
        waits.push(after !== undefined);
        return Promise.resolve();
      };
      const done: number[] = [];
      const all = runBatches(model, [0, 1, 2, 3, 4], turn, async (batch, run) => {
        await run({ inputs: [] });
        done.push(batch);
      });
      const most = parallel ?? 1;
      for (let ended = 0; ended < 5; ended += 1) {
        await setImmediate();
        assert.equal(log.length, Math.min(5, ended + most));
        underWay[ended]!.end();
      }
      await all;
      assert.deepEqual(done, [0, 1, 2, 3, 4]);
      assert.deepEqual(new Set(log), new Set([way]));
      assert.equal(waits.length, 5);
      // With batches side by side, whatever waits for a free place waits outside of a step.
      assert.equal(waits.filter(Boolean).length, most === 1 ? 0 : 5 - most);
    });
  }

  it("starts no batch after a failure, and throws it once no batch is under way", async () => {
    const { model, log, underWay } = createModel(2);
    let isSettled = false;
    const all = runBatches(
      model,
      [0, 1, 2, 3],
      () => Promise.resolve(),
      async (_, run) => {
        await run({ inputs: [] });
      },
    );
    const failed = assert.rejects(
      all.finally(() => (isSettled = true)),
      /device/,
    );
    await setImmediate();
    underWay[0]!.fail();
    await setImmediate();
    assert.deepEqual([log.length, isSettled], [2, false]);
    underWay[1]!.end();
    await failed;
    assert.equal(log.length, 2);
  });

  it("lets batches under way finish when it is cancelled, and keeps their results", async () => {
    const { model, underWay } = createModel(2);
    const found: number[] = [];
    let turns = 0;
    const turn = () =>
      (turns += 1) > 2 ? Promise.reject(new EngineError("cancelled", "cancelled")) : Promise.resolve();
    const all = runBatches(model, [0, 1, 2, 3], turn, async (batch, run) => {
      await run({ inputs: [] });
      found.push(batch);
    });
    const cancelled = assert.rejects(all, { code: "cancelled" });
    await setImmediate();
    for (const { end } of underWay) end();
    await cancelled;
    assert.deepEqual(found, [0, 1]);
  });
});
