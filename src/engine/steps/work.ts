import type { Turn } from "./scheduler";

/** What a request handler needs to share the engine: it ends its steps and reports its progress. */
export interface Work {
  readonly turn: Turn;
  readonly report: (done: number, total: number) => void;
}
