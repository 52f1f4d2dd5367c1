/** Draws from a seed: the same seed, the same draws. Source of the generator: Mulberry32. */
export class Random {
  #state: number;

  /** @param seed - A whole number; its lower 32 bits count. */
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number, 0..count-1. */
  below(count: number): number {
    return Math.floor(this.#next() * count);
  }

  /** True in this share of the draws, 0..1. */
  chance(share: number): boolean {
    return this.#next() < share;
  }

  /** @param choices - At least one. */
  oneOf<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  /** From `least` to `most` draws. */
  many<T>(least: number, most: number, draw: () => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, draw);
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let value = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    value = (value + Math.imul(value ^ (value >>> 7), value | 61)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  }
}
