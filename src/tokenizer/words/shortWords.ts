/** UTF-16 units of the longest word that is kept, one byte each. */
const LONGEST = 8;
const WIDEST_UNIT = 0xff;
/** Numbers in a slot: the word's first and last four bytes, its length, its id. A known word takes one look-up. */
const FIELDS = 4;
const SLOTS = 65_536;
/** Odd numbers; multiplying by them spreads a difference in a few bits over all bits. */
const SPREAD = [0x85ebca6b, 0x9e3779b1] as const;

/**
 * The ids of words that are one piece, for words of at most eight Latin-1 characters, of which most of a text consists.
 * Such a word is its own key, so only numbers are compared. A word has one slot, which the last word added keeps, so
 * the memory never grows.
 */
export class ShortWords {
  readonly #slots = new Int32Array(SLOTS * FIELDS);
  /** Bytes of the word that was looked up last, four in each number, and the start of its slot. */
  #high = 0;
  #low = 0;
  #at = -1;

  /** The id of the word `text.slice(start, end)`; -1 if it is unknown. */
  find(text: string, start: number, end: number): number {
    this.#at = -1;
    if (end - start > LONGEST) return -1;
    let [high, low] = [0, 0];
    for (let index = start; index < end; index++) {
      const unit = text.charCodeAt(index);
      if (unit > WIDEST_UNIT) return -1;
      high = (high << 8) | (low >>> 24);
      low = (low << 8) | unit;
    }
    const hash = Math.imul(low ^ Math.imul(high, SPREAD[0]) ^ (end - start), SPREAD[1]);
    const at = ((hash ^ (hash >>> 15)) & (SLOTS - 1)) * FIELDS;
    this.#high = high;
    this.#low = low;
    this.#at = at;
    const slots = this.#slots;
    const isKnown = slots[at] === high && slots[at + 1] === low && slots[at + 2] === end - start;
    return isKnown ? (slots[at + 3] ?? -1) : -1;
  }

  /** Remembers the id of the word that was looked up last, which has `length` units, if it is short enough. */
  add(length: number, id: number): void {
    if (this.#at >= 0) this.#slots.set([this.#high, this.#low, length, id], this.#at);
  }
}
