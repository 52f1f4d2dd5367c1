import * as l10n from "@vscode/l10n";
import { setImmediate, setTimeout } from "#platform/turns";
import { EngineError } from "../protocol/engineError";
import { type Lane, LANES } from "../protocol/protocol";

/**
 * Ends a step. Resolves when it is the job's turn again, after everything more urgent.
 *
 * @param after - The next step waits until this is settled; meanwhile only more urgent jobs get a turn.
 * @throws {EngineError} `cancelled` once the job was cancelled.
 */
export type Turn = (after?: Promise<unknown>) => Promise<void>;

export interface Job {
  readonly id: number;
  readonly lane: Lane;
  /** Each stretch between two calls of `turn` is one step. Never rejects. */
  run(turn: Turn): Promise<void>;
}

/**
 * After an interactive job, no step of another lane begins for this long. Whoever waited for the answer often asks again
 * at once (for the tones of the words just shown), and a step that has begun is not interrupted.
 */
const GRACE_MS = 10;

export interface SchedulerListeners {
  /** A step of this job begins, and the step before it belonged to another job. */
  readonly onWork: (id: number) => void;
  /** A step has ended, and nothing that the next step waits for is under way. */
  readonly onFree: () => void;
}

interface Entry {
  readonly job: Job;
  isStarted: boolean;
  isCancelled: boolean;
  /** The job's next step waits for this. */
  after: Promise<unknown> | undefined;
  /** Pending calls of `turn`; calling an item gives one of them its turn. */
  readonly resume: (() => void)[];
  endStep: () => void;
}

/**
 * Runs one step of one job at a time: from the most urgent lane, and within a lane from the job that came first.
 * Between two steps the process reads its messages. So a job waits at most one step for a less urgent job (and
 * {@link GRACE_MS} after a more urgent one has ended), and a cancelled job does no further step.
 */
export class Scheduler {
  readonly #listeners: SchedulerListeners;
  readonly #lanes: readonly Map<number, Entry>[] = LANES.map(() => new Map());
  #isRunning = false;
  #isStepping = false;
  #lastId: number | undefined;
  /** Until then, by `performance.now`, only interactive steps begin. */
  #graceEnd = 0;
  /** Ends a wait between two steps. */
  #wake: () => void = () => undefined;

  constructor(listeners: SchedulerListeners) {
    this.#listeners = listeners;
  }

  /** Whether a step, or something that a step waits for, is under way. A message that arrives in the meantime can ask. */
  get isStepping(): boolean {
    return this.#isStepping || this.#findNext()?.after !== undefined;
  }

  has(id: number): boolean {
    return this.#lanes.some((lane) => lane.has(id));
  }

  /** @param job - Its id must be unique. */
  add(job: Job): void {
    const lane = this.#lanes[LANES.indexOf(job.lane)];
    lane?.set(job.id, {
      job,
      isStarted: false,
      isCancelled: false,
      after: undefined,
      resume: [],
      endStep: () => undefined,
    });
    this.#wake();
    if (!this.#isRunning) void this.#run();
  }

  /** @returns Whether the job had not started yet, and never will. A started job is told by its next `turn`. */
  cancel(id: number): boolean {
    for (const lane of this.#lanes) {
      const entry = lane.get(id);
      if (entry === undefined) continue;
      entry.isCancelled = true;
      return !entry.isStarted && lane.delete(id);
    }
    return false;
  }

  cancelAll(): void {
    for (const lane of this.#lanes) for (const id of [...lane.keys()]) this.cancel(id);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (;;) {
      await setImmediate();
      const entry = this.#findNext();
      if (entry === undefined) break;
      if (entry.after !== undefined) {
        await this.#sleep(entry.after);
        // Work was done, even though it was not a step of this thread.
        if (!isWaiting(entry)) this.#listeners.onFree();
        continue;
      }
      const grace = entry.job.lane === "interactive" ? 0 : this.#graceEnd - performance.now();
      if (grace > 0) {
        await this.#sleep(setTimeout(grace));
        continue;
      }
      if (this.#lastId !== entry.job.id) this.#listeners.onWork(entry.job.id);
      this.#lastId = entry.job.id;
      this.#isStepping = true;
      await this.#step(entry);
      this.#isStepping = false;
      if (!this.isStepping) this.#listeners.onFree();
    }
    this.#isRunning = false;
  }

  /** Resolves when `until` settles or a job is added. */
  #sleep(until: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      until.then(
        () => resolve(),
        () => resolve(),
      );
    });
  }

  #findNext(): Entry | undefined {
    for (const lane of this.#lanes) {
      for (const entry of lane.values()) return entry;
    }
    return undefined;
  }

  #step(entry: Entry): Promise<void> {
    return new Promise((endStep) => {
      entry.endStep = endStep;
      if (entry.isStarted) {
        for (const resume of entry.resume.splice(0)) resume();
        return;
      }
      entry.isStarted = true;
      void entry.job
        .run((after) => this.#waitForTurn(entry, after))
        .finally(() => {
          this.#lanes[LANES.indexOf(entry.job.lane)]?.delete(entry.job.id);
          if (entry.job.lane === "interactive") this.#graceEnd = performance.now() + GRACE_MS;
          entry.endStep();
        });
    });
  }

  #waitForTurn(entry: Entry, after: Promise<unknown> | undefined): Promise<void> {
    if (after !== undefined) {
      const wait = after.then(
        () => undefined,
        () => undefined,
      );
      entry.after = wait;
      void wait.then(() => {
        if (entry.after === wait) entry.after = undefined;
      });
    }
    return new Promise((resolve, reject) => {
      entry.resume.push(() => {
        if (entry.isCancelled) reject(new EngineError("cancelled", l10n.t("request {0} was cancelled", entry.job.id)));
        else resolve();
      });
      entry.endStep();
    });
  }
}

function isWaiting({ after }: Entry): boolean {
  return after !== undefined;
}
