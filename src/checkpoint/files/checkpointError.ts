/**
 * Faults of a checkpoint folder. `missing-file`: a file does not exist or cannot be read. `unsupported`: Cloze cannot run
 * this kind of checkpoint (a pickle that names code, Keras, Flax or ONNX, another architecture or activation). `too-large`: a limit is exceeded.
 * `bad-json`, `bad-config`, `bad-vocabulary` and `bad-index` are about the small files, `truncated` and `bad-header` about
 * a file of weights as a whole, `bad-tensor`, `duplicate-tensor` and `missing-tensor` about one of its tensors. `changed`:
 * a file is no longer the one that the checkpoint was read from.
 */
export type CheckpointErrorCode =
  | "missing-file"
  | "unsupported"
  | "too-large"
  | "bad-json"
  | "bad-config"
  | "bad-vocabulary"
  | "bad-index"
  | "truncated"
  | "bad-header"
  | "bad-tensor"
  | "duplicate-tensor"
  | "missing-tensor"
  | "changed";

export class CheckpointError extends Error {
  override readonly name = "CheckpointError";
  readonly code: CheckpointErrorCode;
  constructor(code: CheckpointErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
