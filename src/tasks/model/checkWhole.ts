import * as l10n from "@vscode/l10n";
import { TaskError } from "./taskError";

/** @throws {TaskError} `bad-option` unless `value` is a whole number in `least..most`. */
export function checkWhole(name: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new TaskError(
      "bad-option",
      l10n.t("{0} is {1}, expected a whole number from {2} to {3}", name, value, least, most),
    );
  }
  return value;
}
