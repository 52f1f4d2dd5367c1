/**
 * `no-mask`: nothing to fill; `bad-span`: a range outside the text, inside a surrogate pair or over another;
 * `bad-option`: a value outside its range; `bad-target`: a word the vocabulary cannot spell; `unknown-labels`: a
 * classifier whose labels name no tone; `too-long`: the pair leaves no room for the text.
 */
export type TaskErrorCode = "no-mask" | "bad-span" | "bad-option" | "bad-target" | "unknown-labels" | "too-long";

export class TaskError extends Error {
  override readonly name = "TaskError";
  readonly code: TaskErrorCode;
  constructor(code: TaskErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** @throws {TaskError} `bad-option` unless `value` is a whole number in `least..most`. */
export function checkWhole(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new TaskError("bad-option", `${name} is ${value}, expected a whole number from ${least} to ${most}`);
  }
  return value;
}
