import { CheckpointError } from "./checkpointError";

/** Deeper than any file of a published checkpoint, and shallow enough for code that walks the value recursively. */
const MAX_DEPTH = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Reads JSON strictly: UTF-8, at most {@link MAX_DEPTH} deep, and no name twice in one object. (`JSON.parse` silently
 * keeps the last of them, so two readers could see two different files.)
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
    // The cause quotes the file's content, which could be anything, so the message leaves it out.
    throw new CheckpointError("bad-json", `${where}: not JSON in UTF-8`, { cause });
  }
}

/** Runs in linear time and without recursion. Text that is not JSON may pass, because `JSON.parse` comes next. */
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
      const end = skipString(text, index);
      if (isName(text, end)) addName(names.at(-1), text.slice(index, end), where);
      index = end - 1;
    }
  }
}

function addName(names: Set<string> | undefined, literal: string, where: string): void {
  const name = String(JSON.parse(literal));
  if (names?.has(name) === true) {
    throw new CheckpointError("bad-json", `${where}: the name ${quote(name)} occurs twice in one object`);
  }
  names?.add(name);
}

/** @returns The index after the closing quote. */
function skipString(text: string, start: number): number {
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

/** Makes a value from a file fit for a message: quoted, short and on one line. */
export function quote(value: unknown): string {
  // `stringify` returns no text for undefined, although its type says so.
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
