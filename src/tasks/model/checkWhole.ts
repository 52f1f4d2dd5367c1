import { TaskError } from "./taskError";

/** @throws {TaskError} `bad-option` unless `value` is a whole number in `least..most`. */
export function checkWhole(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new TaskError("bad-option", `${name} is ${value}, expected a whole number from ${least} to ${most}`);
  }
  return value;
}
