/**
 * `no-readout`: the checkpoint lacks a readout that is wanted. `bad-request`: a layer that does not exist is wanted, or
 * nothing at all. `bad-weight`: a weight cannot be quantized. `bad-file`: a file of int8 weights is not as it was written.
 * `too-large`: a graph and its weights do not fit into one file.
 */
export type GraphErrorCode = "no-readout" | "bad-request" | "bad-weight" | "bad-file" | "too-large";

export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly code: GraphErrorCode;
  constructor(code: GraphErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
