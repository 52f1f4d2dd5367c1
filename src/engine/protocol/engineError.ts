/**
 * Codes the engine adds to those of the rooms it calls (checkpoint, tokenizer, graph, tasks), whose codes pass
 * through unchanged: `cancelled` by the caller; `stopped` when the process ended, crashed or was disposed while the
 * request waited; `hung` when it stopped answering and was ended; `version` when both sides speak different
 * protocols; `bad-message` for a message of no known shape; `unavailable` when it cannot be started, or kept crashing and
 * stays stopped; `failed` for a fault of the engine's own, which has no better code.
 */
export type EngineErrorCode = "cancelled" | "stopped" | "hung" | "version" | "bad-message" | "unavailable" | "failed";

/** What every rejected engine request rejects with; `code` is an {@link EngineErrorCode} or the code of the room that failed. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
