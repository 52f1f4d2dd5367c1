import { appendToList } from "./appendToList";

/**
 * The text of a project file with the file of a tone among `own`. All else stays as it is written.
 *
 * @param text - Empty: there is no project file yet.
 * @param file - Relative to its folder, with "/".
 */
export function addOwnFile(text: string, file: string): string {
  return appendToList(text, ["own"], file);
}
