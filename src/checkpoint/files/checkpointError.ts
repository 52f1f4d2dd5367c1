/**
 * What can be wrong with a checkpoint folder: `missing-file`; `unsupported` for a real checkpoint that Cloze cannot
 * run (pickle or ONNX only, another architecture or activation); `too-large` beyond a limit; `bad-json`, `bad-config`,
 * `bad-vocabulary`, `bad-index` for the small files; `truncated`, `bad-header` for a safetensors file as a whole;
 * `bad-tensor`, `duplicate-tensor`, `missing-tensor` for one tensor of it.
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
  | "missing-tensor";

export class CheckpointError extends Error {
  override readonly name = "CheckpointError";
  readonly code: CheckpointErrorCode;
  constructor(code: CheckpointErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
