import * as l10n from "@vscode/l10n";
import { quote } from "../../wording/quote";
import { CheckpointError } from "./checkpointError";

/** Deeper than any file of a published checkpoint, and shallow enough for code that walks the value recursively. */
const MAX_DEPTH = 64;

/**
 * Three times as many as the largest tokenizer.json of a BERT has (501,153 pieces), and more than those of other models
 * have, which are refused by name. Parsed, such a number takes some hundred megabytes.
 */
const MAX_NAMES = 1_500_000;
const MAX_VALUES = 4_000_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Reads JSON strictly: UTF-8, at most {@link MAX_DEPTH} deep, and no name twice in one object. (`JSON.parse` silently
 * keeps the last of them, so two readers could see two different files.)
 *
 * @param where - Names the text in errors.
 * @throws {CheckpointError} `bad-json`; `too-large`.
 */
export function parseJson(bytes: Uint8Array, where: string): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    checkNesting(text, where);
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof CheckpointError) throw cause;
    // The cause quotes the file's content, which could be anything, so the message leaves it out.
    throw new CheckpointError("bad-json", l10n.t("{0}: not JSON in UTF-8", where), { cause });
  }
}

/** Runs in linear time and without recursion. Text that is not JSON may pass, because `JSON.parse` comes next. */
function checkNesting(text: string, where: string): void {
  const names: (Set<string> | undefined)[] = [];
  let nameCount = 0;
  let valueCount = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === "{" || character === "[") {
      valueCount += 1;
      names.push(character === "{" ? new Set() : undefined);
      if (names.length > MAX_DEPTH) {
        throw new CheckpointError(
          "bad-json",
          l10n.t("{0}: nested over {1} deep at character {2}", where, MAX_DEPTH, index),
        );
      }
    } else if (character === "}" || character === "]") {
      names.pop();
    } else if (character === '"') {
      const end = skipString(text, index);
      if (isName(text, end)) {
        nameCount += 1;
        addName(names.at(-1), text.slice(index, end), where);
      }
      index = end - 1;
    } else if (character === ",") {
      valueCount += 1;
    }
    if (nameCount > MAX_NAMES || valueCount > MAX_VALUES) {
      throw new CheckpointError(
        "too-large",
        nameCount > MAX_NAMES
          ? l10n.t("{0}: more than {1} names, expected fewer", where, MAX_NAMES)
          : l10n.t("{0}: more than {1} values, expected fewer", where, MAX_VALUES),
      );
    }
  }
}

function addName(names: Set<string> | undefined, literal: string, where: string): void {
  // Parsing each of a million names takes seconds, and few have an escape.
  const name = literal.includes("\\") ? String(JSON.parse(literal)) : literal.slice(1, -1);
  if (names?.has(name) === true) {
    throw new CheckpointError("bad-json", l10n.t("{0}: the name {1} occurs twice in one object", where, quote(name)));
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
