import { CheckpointError } from "./checkpointError";

/** Deeper than any file of a published checkpoint; what walks the value may then recurse. */
const MAX_DEPTH = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * JSON bytes, read strictly: UTF-8, at most {@link MAX_DEPTH} deep, and no name twice in one object
 * (`JSON.parse` keeps the last in silence, and two readers may then see two different files).
 *
 * @param where - Names the text in errors.
 * @throws {CheckpointError} `bad-json`.
 */
export function parseJson(bytes: Uint8Array, where: string): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    checkNesting(text, where);
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof CheckpointError) throw cause;
    // The cause quotes the file's content, which may be anything: it stays out of the message.
    throw new CheckpointError("bad-json", `${where}: not JSON in UTF-8`, { cause });
  }
}

/** Linear, no recursion. Text that is no JSON may pass: `JSON.parse` comes after. */
function checkNesting(text: string, where: string): void {
  const names: Set<string>[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === "{" || character === "[") {
      names.push(new Set());
      if (names.length > MAX_DEPTH) {
        throw new CheckpointError("bad-json", `${where}: nested over ${MAX_DEPTH} deep at character ${index}`);
      }
    } else if (character === "}" || character === "]") {
      names.pop();
    } else if (character === '"') {
      const end = findStringEnd(text, index);
      if (isName(text, end)) addName(names.at(-1), text.slice(index, end), where);
      index = end - 1;
    }
  }
}

function addName(names: Set<string> | undefined, literal: string, where: string): void {
  const name = String(JSON.parse(literal));
  if (names?.has(name) === true) {
    throw new CheckpointError("bad-json", `${where}: the name ${quote(name)} stands twice in one object`);
  }
  names?.add(name);
}

/** Index after the closing quote. */
function findStringEnd(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === QUOTE) return index + 1;
    if (unit === BACKSLASH) index += 1;
  }
  return text.length;
}

function isName(text: string, after: number): boolean {
  let index = after;
  while (index < text.length && " \t\r\n".includes(text.charAt(index))) index += 1;
  return text.charAt(index) === ":";
}

/** A value from a file, fit for a message: quoted, one line, short. */
export function quote(value: unknown): string {
  // `stringify` has no text for undefined, whatever its type says.
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
