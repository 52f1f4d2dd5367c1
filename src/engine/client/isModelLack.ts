import { EngineError } from "../protocol/engineError";

const LACKS: ReadonlySet<string> = new Set<EngineError["code"]>(["no-readout", "unknown-labels", "other-model"]);

/** True when the model cannot answer such a request at all: other requests to it may be answered all the same. */
export function isModelLack(error: unknown): error is EngineError {
  return error instanceof EngineError && LACKS.has(error.code);
}
