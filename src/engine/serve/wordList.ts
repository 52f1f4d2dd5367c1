import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { parseWords, type ReadWordList } from "./parseWords";

/**
 * Reads the English words that `wordList.mjs` packed, once and when first asked: most requests need none of them.
 *
 * @param path - Of the built `dist/words.bin`.
 */
export function createWordList(path: string): ReadWordList {
  let words: Promise<ReadonlySet<string>> | undefined;
  return () => (words ??= readFile(path).then(unpackWords));
}

async function unpackWords(packed: Uint8Array): Promise<ReadonlySet<string>> {
  return parseWords((await promisify(inflateRaw)(packed)).toString("latin1"));
}
