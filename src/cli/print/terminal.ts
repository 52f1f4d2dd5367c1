import { once } from "node:events";
import type { Writable } from "node:stream";
import { replaceControls } from "../../wording/replaceControls";

/**
 * The one place that writes to standard output and standard error. What is found in a document, a file's name, a model
 * or an error stays text there: it moves no cursor, makes no line of its own, and is no command to the host that runs a
 * job. A test holds all other files to these functions.
 */

/** Characters of a line that is overwritten from time to time, by the terminal on which it stands now. */
const overwritten = new WeakMap<Writable, number>();

/** Prints lines, of which each may hold what was found. */
export async function printLines(output: Writable, lines: readonly string[]): Promise<void> {
  // What comes meanwhile, of a server that went away, would stand behind the words that are there.
  const shown = overwritten.get(output) ?? 0;
  if (shown > 0) {
    overwriteLine(output, " ".repeat(shown));
    overwriteLine(output, "");
  }
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

/** A stretch of a line, and how a terminal with colours shows it. */
export interface Styled {
  readonly text: string;
  readonly style?: Style;
}

/** Colours that themes of terminals set, by their numbers in ECMA-48, 8.3.117. */
const STYLES = { red: [31, 39], yellow: [33, 39], cyan: [36, 39], faint: [2, 22], green: [32, 39] } as const;
export type Style = keyof typeof STYLES;

/** Prints a line of which each part may hold what was found. @param hasColours - See `selectColours`. */
export function printStyled(output: Writable, parts: readonly Styled[], hasColours: boolean): Promise<void> {
  if (!hasColours) return printLine(output, parts.map(({ text }) => text).join(""));
  // Made inert as a whole first: what acts at the start of a line must not do so behind a colour.
  const styled = parts.map(({ text, style }, i) => {
    const inert = i === 0 ? toInert(text) : toInert(`_${text}`).slice(1);
    if (style === undefined) return inert;
    const [on, off] = STYLES[style];
    return `\u001b[${on}m${inert}\u001b[${off}m`;
  });
  return write(output, `${styled.join("")}\n`);
}

/**
 * Prints a command to the host of a job, GitHub's `::warning file=a.md::message`: the one line that may begin with "::".
 * Source: actions/toolkit, packages/core/src/command.ts, tag @actions/core 1.11.1.
 *
 * @param properties - One that is `undefined` is left out.
 */
export function printCommand(
  output: Writable,
  name: "error" | "warning" | "notice",
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): Promise<void> {
  const written = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeData(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C")}`],
  );
  return write(output, `::${name}${written.length === 0 ? "" : ` ${written.join(",")}`}::${escapeData(message)}\n`);
}

function escapeData(text: string): string {
  const data = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  return toInert(`_${data}`).slice(1);
}

/** Prints JSON that is written a part at a time: the parts in their order make one value. */
export function printJsonPart(output: Writable, before: string, value: unknown, indent?: number): Promise<void> {
  return write(output, `${before}${escapeJson(JSON.stringify(value, undefined, indent))}`);
}

/**
 * Prints lines of a unified diff. Each is exact, with the CR that may end it, unless it would do something to a terminal or
 * to the host of a job: then it is made inert like all else.
 *
 * @returns How many lines are not exact, so that `git apply` would not take them.
 */
export async function printDiff(
  output: Writable & { readonly isTTY?: boolean },
  lines: readonly string[],
): Promise<number> {
  let altered = 0;
  for (const line of lines) {
    const shown = line.replace(/\r$/, "").replaceAll("\t", " ");
    const isInert = toInert(shown) === shown;
    if (!isInert) altered += 1;
    const exact = output.isTTY === true ? line.replace(/\r$/, "") : line;
    await write(output, `${isInert ? exact : toInert(line)}\n`);
  }
  return altered;
}

/** For a library that does not wait, and ends its lines itself. */
export function writeText(output: Writable, text: string): void {
  output.write(text.split("\n").map(toInert).join("\n"));
}

/** Overwrites the line of a terminal. @param text - Cloze's own, ASCII. */
export function overwriteLine(output: Writable, text: string): void {
  overwritten.set(output, text.trimEnd().length);
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
