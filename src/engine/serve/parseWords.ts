/** Words in small letters. */
export type ReadWordList = () => Promise<ReadonlySet<string>>;

/**
 * The words that `wordList.mjs` packed: each is a capital that says how many letters it shares with the word before it (A:
 * none), and the rest.
 */
export function parseWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  let before = "";
  for (const [, capital = "A", rest = ""] of text.matchAll(/([A-Z])([a-z]*)/g)) {
    before = before.slice(0, capital.charCodeAt(0) - 65) + rest;
    words.add(before);
  }
  return words;
}
