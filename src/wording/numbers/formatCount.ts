import { getNumberMarks } from "../../language/speak";

/**
 * "12,345", in German "12.345". The first call of `toLocaleString` would take milliseconds to load its data.
 *
 * @param count - A whole number.
 */
export function formatCount(count: number): string {
  // eslint-disable-next-line regexp/no-super-linear-move -- a number has two dozen digits at most
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, getNumberMarks().group);
}
