import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";

/** Words in small letters. */
export type ReadWordList = () => Promise<ReadonlySet<string>>;

/**
 * Reads the English words that `wordList.mjs` packed, once and when first asked: most requests need none of them.
 *
 * @param path - Of the built `dist/words.bin`.
 */
export function createWordList(path: string): ReadWordList {
  let words: Promise<ReadonlySet<string>> | undefined;
  return () => (words ??= readFile(path).then(unpackWords));
}

/** Each word is a capital that says how many letters it shares with the word before it (A: none), and the rest. */
async function unpackWords(packed: Uint8Array): Promise<ReadonlySet<string>> {
  const text = (await promisify(inflateRaw)(packed)).toString("latin1");
  const words = new Set<string>();
  let before = "";
  for (const [, capital = "A", rest = ""] of text.matchAll(/([A-Z])([a-z]*)/g)) {
    before = before.slice(0, capital.charCodeAt(0) - 65) + rest;
    words.add(before);
  }
  return words;
}
