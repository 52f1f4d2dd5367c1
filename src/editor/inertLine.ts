import { replaceControls } from "../wording/replaceControls";

/** UTF-16 units that are shown of a text. Whatever is longer was not written for people. */
const MOST = 1000;

/**
 * A text as one line that VS Code shows as it stands: its notifications make links of `[x](command:y)`, and its lists and
 * its status bar make icons of `$(x)`.
 */
export function toInertLine(text: string): string {
  const short = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
  return replaceControls(short.replace(/[\r\n\t\u2028\u2029]+/gu, " "))
    .replaceAll("](", "] (")
    .replaceAll("$(", "$ (");
}
