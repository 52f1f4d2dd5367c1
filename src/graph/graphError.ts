/** `no-head` when the checkpoint lacks what is wanted; `bad-request` for a layer it has not, or for nothing at all. */
export type GraphErrorCode = "no-head" | "bad-request";

export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly code: GraphErrorCode;
  constructor(code: GraphErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
