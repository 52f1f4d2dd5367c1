/** `no-readout` when the checkpoint lacks what is wanted; `bad-request` for a layer it has not, or for nothing at all; `bad-weight` for a weight that cannot be quantised; `bad-file` for a file of int8 weights that is not as written. */
export type GraphErrorCode = "no-readout" | "bad-request" | "bad-weight" | "bad-file";

export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly code: GraphErrorCode;
  constructor(code: GraphErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
