import type { CheckpointErrorCode } from "../../checkpoint/files/checkpointError";
import type { GraphErrorCode } from "../../graph/graphError";
import type { ModelErrorCode } from "../../tasks/model/model";
import type { TaskErrorCode } from "../../tasks/model/taskError";
import type { TokenizerErrorCode } from "../../tokenizer/tokenizerError";

/**
 * Codes of the engine itself. `cancelled`: the caller aborted the request. `stopped`: the process crashed, was ended
 * or was disposed under the request. `hung`: the process gave no sign of life and was ended. `version`: the two sides
 * speak different protocols. `bad-message`: a message has no known shape. `unavailable`: the process cannot be
 * started, or it crashed too often and stays stopped. `failed`: any other fault.
 */
type OwnCode = "cancelled" | "stopped" | "hung" | "version" | "bad-message" | "unavailable" | "failed";

/** The engine's own codes, and those of the rooms it calls, which pass through unchanged. */
export type EngineErrorCode =
  OwnCode | CheckpointErrorCode | GraphErrorCode | ModelErrorCode | TaskErrorCode | TokenizerErrorCode;

/** Every rejected engine request rejects with this class. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: EngineErrorCode;
  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** True when the process ended under the request, which may be what ended it. */
export function isEngineDeath(error: unknown): error is EngineError {
  return error instanceof EngineError && (error.code === "stopped" || error.code === "hung");
}

/** Returns an EngineError as it is, and wraps anything else in one with the given code. */
export function toEngineError(error: unknown, code: EngineErrorCode): EngineError {
  if (error instanceof EngineError) return error;
  return new EngineError(code, error instanceof Error ? error.message : String(error), { cause: error });
}

/**
 * Returns the error that the other process reported. An unknown code, such as that of a system call, becomes `failed`,
 * and the message names it.
 */
export function readEngineError({ code, message }: { readonly code: string; readonly message: string }): EngineError {
  if (isKnownCode(code)) return new EngineError(code, message);
  return new EngineError("failed", message.includes(code) ? message : `${message} (${code})`.trimStart());
}

function isKnownCode(code: string): code is EngineErrorCode {
  return Object.hasOwn(KNOWN_CODES, code);
}

/** The compiler asks for every code of every room. The rooms' unions are types, so no bundle grows by them. */
const KNOWN_CODES: Readonly<Record<EngineErrorCode, true>> = {
  cancelled: true,
  stopped: true,
  hung: true,
  version: true,
  "bad-message": true,
  unavailable: true,
  failed: true,
  "missing-file": true,
  unsupported: true,
  "too-large": true,
  "bad-json": true,
  "bad-config": true,
  "bad-vocabulary": true,
  "bad-index": true,
  truncated: true,
  "bad-header": true,
  "bad-tensor": true,
  "duplicate-tensor": true,
  "missing-tensor": true,
  changed: true,
  "no-readout": true,
  "bad-request": true,
  "bad-weight": true,
  "bad-file": true,
  "too-long": true,
  "too-many": true,
  stale: true,
  "too-few": true,
  "other-model": true,
  "no-device": true,
  "no-mask": true,
  "bad-span": true,
  "bad-option": true,
  "bad-target": true,
  "unknown-labels": true,
  "missing-special": true,
  "duplicate-piece": true,
  "empty-vocabulary": true,
  "missing-byte": true,
  "bad-merge": true,
  "bad-charsmap": true,
  "bad-id": true,
};
