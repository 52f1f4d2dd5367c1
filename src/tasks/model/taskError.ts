/**
 * - `no-mask`: there is nothing to fill
 * - `bad-span`: a range outside the text, inside a surrogate pair or over another range
 * - `bad-option`: a value outside its range
 * - `bad-target`: a word that the vocabulary cannot spell
 * - `unknown-labels`: the classifier's labels do not name tones
 * - `too-long`: the pair leaves no room for the text, or what belongs together stands too far apart
 * - `too-many`: more of something than can be answered together
 * - `stale`: what the request names was made before the engine started
 * - `too-few`: fewer rows than a label can be learnt from
 * - `other-model`: what was made with one model is used with another
 */
export type TaskErrorCode =
  | "no-mask"
  | "bad-span"
  | "bad-option"
  | "bad-target"
  | "unknown-labels"
  | "too-long"
  | "too-many"
  | "stale"
  | "too-few"
  | "other-model";

/** A request that a task cannot answer. */
export class TaskError extends Error {
  override readonly name = "TaskError";
  readonly code: TaskErrorCode;
  constructor(code: TaskErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
