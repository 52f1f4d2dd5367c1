import assert from "node:assert/strict";
import type { Lane } from "../../../src/engine/protocol/protocol";
import { Scheduler, type Turn } from "../../../src/engine/steps/scheduler";

describe("Scheduler", () => {
  let log: string[];
  let scheduler: Scheduler;
  beforeEach(() => {
    log = [];
    scheduler = new Scheduler({ onWork: (id) => log.push(`work ${id}`), onFree: () => undefined });
  });

  /** Adds a job with this number of steps; `onStep` is called in each of them. */
  function add(
    id: number,
    lane: Lane,
    { steps = 1, onStep }: { steps?: number; onStep?: (step: number) => void } = {},
  ) {
    return new Promise<void>((resolve) => {
      const run = async (turn: Turn) => {
        try {
          for (let step = 0; step < steps; step++) {
            if (step > 0) await turn();
            log.push(`${id}.${step}`);
            onStep?.(step);
          }
        } catch (error) {
          log.push(`${id} ${(error as { code: string }).code}`);
        }
        resolve();
      };
      scheduler.add({ id, lane, run });
    });
  }

  it("finishes one job of a lane before the next", async () => {
    await Promise.all([add(1, "visible", { steps: 2 }), add(2, "visible", { steps: 2 })]);
    assert.deepEqual(log, ["work 1", "1.0", "1.1", "work 2", "2.0", "2.1"]);
  });

  it("lets a more urgent job wait for at most one step, whatever is queued", async () => {
    let urgent: Promise<void> | undefined;
    const onStep = (step: number) => {
      if (step === 1) urgent = add(3, "interactive", { steps: 2 });
    };
    await Promise.all([add(1, "workspace", { steps: 3, onStep }), add(2, "workspace")]);
    await urgent;
    assert.deepEqual(log, ["work 1", "1.0", "1.1", "work 3", "3.0", "3.1", "work 1", "1.2", "work 2", "2.0"]);
  });

  it("lets whoever has just had an answer ask again before other jobs go on", async () => {
    const others = add(2, "workspace", { steps: 2 });
    await add(1, "interactive");
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    const again = add(3, "interactive");
    await Promise.all([others, again]);
    assert.deepEqual(log, ["work 1", "1.0", "work 3", "3.0", "work 2", "2.0", "2.1"]);
  });

  describe("when a step has to wait for something", () => {
    let free: number;
    let settle: () => void;
    let ended: Promise<void>;
    /** Adds job 1, whose second step waits until `settle` is called. */
    beforeEach(async () => {
      free = 0;
      scheduler = new Scheduler({ onWork: (id) => log.push(`work ${id}`), onFree: () => (free += 1) });
      const after = new Promise<void>((resolve) => {
        settle = resolve;
      });
      ended = new Promise((resolve) => {
        const run = async (turn: Turn) => {
          log.push("1.0");
          await turn(after).then(
            () => log.push("1.1"),
            (error: unknown) => log.push(`1 ${(error as { code: string }).code}`),
          );
          resolve();
        };
        scheduler.add({ id: 1, lane: "visible", run });
      });
      await idle();
    });

    it("lets only more urgent jobs run meanwhile", async () => {
      const others = [add(2, "visible"), add(3, "workspace"), add(4, "interactive", { steps: 2 })];
      await others[2];
      await idle();
      assert.deepEqual(log, ["work 1", "1.0", "work 4", "4.0", "4.1"]);
      settle();
      await Promise.all([ended, ...others]);
      assert.deepEqual(log.slice(5), ["work 1", "1.1", "work 2", "2.0", "work 3", "3.0"]);
    });

    it("looks busy until the wait ends", async () => {
      assert.deepEqual([scheduler.isStepping, free], [true, 0]);
      settle();
      await ended;
      await idle();
      assert.deepEqual([scheduler.isStepping, free > 0], [false, true]);
    });

    it("tells a cancelled job so when the wait ends", async () => {
      assert.equal(scheduler.cancel(1), false);
      settle();
      await ended;
      assert.deepEqual(log, ["work 1", "1.0", "1 cancelled"]);
    });
  });

  it("drops a job that has not started, and says so", async () => {
    const first = add(1, "visible");
    void add(2, "visible");
    assert.equal(scheduler.cancel(2), true);
    assert.equal(scheduler.has(2), false);
    await first;
    await add(3, "visible");
    assert.deepEqual(log, ["work 1", "1.0", "work 3", "3.0"]);
  });

  it("cancels a job that has started at its next turn", async () => {
    await add(1, "visible", {
      steps: 3,
      onStep: (step) => {
        if (step === 1) assert.equal(scheduler.cancel(1), false);
      },
    });
    assert.deepEqual(log, ["work 1", "1.0", "1.1", "1 cancelled"]);
  });

  it("forgets a job that has ended", async () => {
    await add(1, "visible");
    await new Promise(setImmediate);
    assert.equal(scheduler.has(1), false);
    assert.equal(scheduler.cancel(1), false);
  });

  it("cancels all jobs at once", async () => {
    const jobs = [
      add(1, "workspace", { steps: 2, onStep: () => scheduler.cancelAll() }),
      add(2, "workspace"),
      add(3, "workspace"),
    ];
    await jobs[0];
    await new Promise(setImmediate);
    assert.deepEqual(log, ["work 1", "1.0", "1 cancelled"]);
  });

  it("lets timers and I/O run between steps, so that messages are read", async () => {
    let isRead = false;
    await add(1, "interactive", {
      steps: 2,
      onStep: (step) => {
        if (step === 0) setImmediate(() => (isRead = true));
        else assert.equal(isRead, true);
      },
    });
    assert.deepEqual(log, ["work 1", "1.0", "1.1"]);
  });
});

/** Waits until the scheduler has nothing left that it could do at once. */
async function idle() {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
}
