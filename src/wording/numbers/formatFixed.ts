import { getNumberMarks } from "../../language/speak";

/** "0.42", in German "0,42". @param digits - After the mark. */
export function formatFixed(value: number, digits: number): string {
  return value.toFixed(digits).replace(".", getNumberMarks().decimal);
}
