import * as l10n from "@vscode/l10n";
import { cutText } from "./cutText";

/** Long enough for every value that anybody means, and short enough for a sentence to hold several. */
const MOST_UNITS = 80;

/**
 * Makes a value that was found in a file or a request fit for a message: as JSON, on one line, cut to 80 characters. Takes
 * no longer for a value of any size.
 */
export function quote(value: unknown): string {
  return cutText(write(value, MOST_UNITS + 1), MOST_UNITS);
}

/** The JSON of a value, at least as far as its first `room` characters. */
function write(value: unknown, room: number): string {
  if (value === undefined) return l10n.t("nothing");
  if (typeof value === "string") return JSON.stringify(value.slice(0, room));
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  let text = isList ? "[" : "{";
  for (const key in value) {
    if (text.length > 1) text += ",";
    if (text.length > room) return text;
    if (!isList) text += `${JSON.stringify(key.slice(0, room))}:`;
    text += write((value as Readonly<Record<string, unknown>>)[key], room - text.length);
  }
  return text + (isList ? "]" : "}");
}
