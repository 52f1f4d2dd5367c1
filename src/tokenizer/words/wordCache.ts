/**
 * Remembers a value for each word. It looks words up in place, so a known word needs no string of its own. A word has
 * one slot, which the last word read keeps, so the cache never grows.
 */
export class WordCache<T> {
  readonly #mask: number;
  readonly #words: (string | undefined)[];
  readonly #values: (T | undefined)[];

  /** @param slots - A power of two. */
  constructor(slots: number) {
    this.#mask = slots - 1;
    this.#words = new Array<string | undefined>(slots).fill(undefined);
    this.#values = new Array<T | undefined>(slots).fill(undefined);
  }

  /** The value of the word `text.slice(start, end)`; for an unknown word, `create` makes it and it is remembered. */
  read(text: string, start: number, end: number, create: (word: string) => T): T {
    const slot = hash(text, start, end) & this.#mask;
    const known = this.#values[slot];
    if (known !== undefined && isAt(this.#words[slot] ?? "", text, start, end)) return known;
    const word = text.slice(start, end);
    const value = create(word);
    this.#words[slot] = word;
    this.#values[slot] = value;
    return value;
  }
}

function hash(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value ^ (value >>> 15);
}

function isAt(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let index = 0; index < word.length; index++) {
    if (word.charCodeAt(index) !== text.charCodeAt(start + index)) return false;
  }
  return true;
}
