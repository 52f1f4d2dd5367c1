import { EngineError } from "../engine/protocol/engineError";

/** Whether the engine was started anew since rows of its index were asked for. */
export function isStaleIndex(error: unknown): boolean {
  return error instanceof EngineError && error.code === "stale";
}
