import { unref } from "#platform/turns";
import type { OnnxSession, Outputs } from "./onnxSession";

/**
 * From this number of sequences on, starting the processes is worth its cost: some tenths of a second for all of them,
 * during which the usual session goes on working.
 */
const LEAST_SEQUENCES = 300;
/** Sequences announced within this time count together, because the editor asks about a long document in small parts. */
const TOGETHER_MS = 10_000;
/** The processes end after this time without work. */
const IDLE_MS = 30_000;

/**
 * Sessions that run side by side, each on one thread. Many short runs take less time this way than one after the other
 * on all threads, because threads that share a run wait for each other at each of its steps (docs/speed.md, _Side by side_).
 */
export class SessionTeam implements OnnxSession {
  readonly #open: () => Promise<OnnxSession>;
  readonly #most: number;
  #members: { readonly session: OnnxSession; runs: number }[] = [];
  #state: "none" | "starting" | "ready" | "failed" | "disposed" = "none";
  #idle: NodeJS.Timeout | undefined;
  #expected = 0;
  /** When that count began, by `performance.now`. */
  #expectedSince = -Infinity;

  /** @param most - Number of sessions to open; below two, no team is started. */
  constructor(open: () => Promise<OnnxSession>, most: number) {
    this.#open = open;
    this.#most = most;
  }

  /** Number of runs that can be under way at once; 1 as long as there is no team. */
  get size(): number {
    return this.#state === "ready" ? this.#members.length : 1;
  }

  /** Whether there is a team, or one is starting. */
  get isWanted(): boolean {
    return this.#state === "starting" || this.#state === "ready";
  }

  /** Announces sequences; starts the team if there are enough of them. */
  expect(sequences: number): void {
    if (this.#state !== "none" || this.#most < 2) return;
    const now = performance.now();
    if (now - this.#expectedSince > TOGETHER_MS) {
      this.#expectedSince = now;
      this.#expected = 0;
    }
    this.#expected += sequences;
    if (this.#expected < LEAST_SEQUENCES) return;
    this.#state = "starting";
    void this.#start();
  }

  /** Ends the team for good, because a session has failed. */
  async fail(): Promise<void> {
    await this.#end("failed");
  }

  dispose(): Promise<void> {
    return this.#end("disposed");
  }

  /** Runs on the member with the least to do. Call it only while {@link size} is above 1. */
  async run(...request: Parameters<OnnxSession["run"]>): Promise<Outputs> {
    clearTimeout(this.#idle);
    const member = this.#members.reduce((least, other) => (other.runs < least.runs ? other : least));
    member.runs += 1;
    try {
      return await member.session.run(...request);
    } finally {
      member.runs -= 1;
      this.#waitIdle();
    }
  }

  async #start(): Promise<void> {
    const opened = await Promise.allSettled(Array.from({ length: this.#most }, () => this.#open()));
    const sessions = opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    if (this.#state === "starting" && sessions.length === this.#most) {
      this.#members = sessions.map((session) => ({ session, runs: 0 }));
      this.#state = "ready";
      this.#waitIdle();
      return;
    }
    if (this.#state === "starting") this.#state = "failed";
    await Promise.all(sessions.map((session) => session.dispose()));
  }

  #waitIdle(): void {
    clearTimeout(this.#idle);
    if (this.#state !== "ready" || this.#members.some(({ runs }) => runs > 0)) return;
    this.#idle = setTimeout(() => void this.#end("none"), IDLE_MS);
    unref(this.#idle);
  }

  async #end(state: "none" | "failed" | "disposed"): Promise<void> {
    clearTimeout(this.#idle);
    const members = this.#members;
    this.#members = [];
    this.#state = state;
    await Promise.all(members.map(({ session }) => session.dispose()));
  }
}
