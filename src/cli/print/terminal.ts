import { once } from "node:events";
import type { Writable } from "node:stream";
import { replaceControls } from "../../wording/replaceControls";

/**
 * The one place that writes to standard output and standard error. What is found in a document, a file's name, a model
 * or an error stays text there: it moves no cursor, makes no line of its own, and is no command to the host that runs a
 * job. A test holds all other files to these functions.
 */

/** Prints lines, of which each may hold what was found. */
export async function printLines(output: Writable, lines: readonly string[]): Promise<void> {
  for (const line of lines) await write(output, `${toInert(line)}\n`);
}

/** Prints a line, which may hold what was found. */
export function printLine(output: Writable, line: string): Promise<void> {
  return printLines(output, [line]);
}

/** Prints text of several lines: their ends are Cloze's own, so what was found went through `formatTable`. */
export function printText(output: Writable, text: string): Promise<void> {
  return printLines(output, text.split("\n"));
}

/** Prints a value as JSON: on one line, or indented. */
export function printJson(output: Writable, value: unknown, indent?: number): Promise<void> {
  return write(output, `${escapeJson(JSON.stringify(value, undefined, indent))}\n`);
}

/** For a library that does not wait, and ends its lines itself. */
export function writeText(output: Writable, text: string): void {
  output.write(text.split("\n").map(toInert).join("\n"));
}

/** Overwrites the line of a terminal. @param text - Cloze's own, ASCII. */
export function overwriteLine(output: Writable, text: string): void {
  output.write(`\r${text}`);
}

/** Waits until the reader has taken enough: what is printed never piles up in memory. */
async function write(output: Writable, text: string): Promise<void> {
  if (!output.write(text)) await once(output, "drain");
}

/** Commands to the host of a job: "::error" begins a line, "##[error]" and "##vso[a]" stand anywhere in it. */
function toInert(line: string): string {
  return replaceControls(line)
    .replace(/^\s*:(?=:)/u, "$& ")
    .replace(/##(?=\w*\[)/gu, "# #");
}

/** The same value. JSON itself leaves alone what is above U+007E. */
function escapeJson(json: string): string {
  return json
    .replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (sign) => {
      return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
    })
    .replace(/##(?=\w*\[)/gu, "#\\u0023");
}
