import type { Turn } from "./scheduler";

/** What a request handler needs to share the engine: it ends its steps and reports its progress. */
export interface Work {
  readonly turn: Turn;
  /** Whether the request is one of many sentences that nobody waits for. Default: false. */
  readonly isBulk?: boolean;
  readonly report: (done: number, total: number) => void;
}
