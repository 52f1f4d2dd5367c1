/**
 * - `away`: the server cannot be reached, is busy for too long, or takes too long
 * - `refused`: it does not let this one in, or has no such model
 * - `bad-answer`: what it answers is not what the protocol says, or not about what was asked
 * - `unfit`: its model is not the checkpoint that is used here
 */
export type ElsewhereErrorCode = "away" | "refused" | "bad-answer" | "unfit";

/** Why a server does not compute. The message follows the server's name: "does not answer". It never has text or ids. */
export class ElsewhereError extends Error {
  override readonly name = "ElsewhereError";
  readonly code: ElsewhereErrorCode;
  /** The least time, in milliseconds, after which the server wants to be asked again. */
  readonly againMs: number;
  constructor(code: ElsewhereErrorCode, message: string, options: ErrorOptions & { readonly againMs?: number } = {}) {
    super(message, options);
    this.code = code;
    this.againMs = options.againMs ?? 0;
  }
}
