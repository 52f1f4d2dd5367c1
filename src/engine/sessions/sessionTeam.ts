import type { OnnxSession, Outputs } from "./onnxSession";

/**
 * So many sequences, and processes of their own are worth their start: some tenths of a second for all of them, in
 * which the usual session goes on.
 */
const LEAST_SEQUENCES = 300;
/** What comes within so long counts together: the editor asks about a long document in small parts. */
const TOGETHER_MS = 10_000;
/** Without work for so long, they end. */
const IDLE_MS = 30_000;

/**
 * Sessions that run side by side, each on one thread of the processor: many short runs take less time so than one
 * after the other on all threads, because threads that share a run wait for each other at each of its steps
 * (docs/speed.md, _Side by side_).
 */
export class SessionTeam implements OnnxSession {
  readonly #open: () => Promise<OnnxSession>;
  readonly #most: number;
  #members: { readonly session: OnnxSession; runs: number }[] = [];
  #state: "none" | "starting" | "ready" | "failed" | "disposed" = "none";
  #idle: NodeJS.Timeout | undefined;
  #expected = 0;
  /** By `performance.now`: when that began to count. */
  #expectedSince = -Infinity;

  /** @param most - Sessions that are opened; fewer than two are no team. */
  constructor(open: () => Promise<OnnxSession>, most: number) {
    this.#open = open;
    this.#most = most;
  }

  /** Runs that can be under way at once; 1 as long as there is no team. */
  get size(): number {
    return this.#state === "ready" ? this.#members.length : 1;
  }

  /** Whether there is one, or will be. */
  get isWanted(): boolean {
    return this.#state === "starting" || this.#state === "ready";
  }

  /** Told of sequences to come; starts the team where they are enough. */
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

  /** Ends it for good: a session failed. */
  async fail(): Promise<void> {
    await this.#end("failed");
  }

  dispose(): Promise<void> {
    return this.#end("disposed");
  }

  /** By the member with the least to do. Only while {@link size} is above 1. */
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
    this.#idle.unref();
  }

  async #end(state: "none" | "failed" | "disposed"): Promise<void> {
    clearTimeout(this.#idle);
    const members = this.#members;
    this.#members = [];
    this.#state = state;
    await Promise.all(members.map(({ session }) => session.dispose()));
  }
}
