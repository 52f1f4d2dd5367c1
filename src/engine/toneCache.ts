import type { ToneResult } from "../tasks/results";

/** Most UTF-16 units of all sentences together: some 40,000 sentences, under 20 MB. */
const MAX_UNITS = 4_000_000;

/** Added to a sentence's length for its result. */
const RESULT_UNITS = 100;

/** Tones of the sentences that one loaded model read last, so that an edited sentence costs one sentence. */
export class ToneCache {
  readonly #results = new Map<string, ToneResult>();
  readonly #maxUnits: number;
  #units = 0;

  constructor(maxUnits = MAX_UNITS) {
    this.#maxUnits = maxUnits;
  }

  find(sentence: string): ToneResult | undefined {
    const result = this.#results.get(sentence);
    if (result !== undefined) {
      // A Map keeps its order of insertion: the least recently used comes first.
      this.#results.delete(sentence);
      this.#results.set(sentence, result);
    }
    return result;
  }

  add(sentence: string, result: ToneResult): void {
    this.#drop(sentence);
    this.#results.set(sentence, result);
    this.#units += sentence.length + RESULT_UNITS;
    for (const oldest of this.#results.keys()) {
      if (this.#units <= this.#maxUnits) break;
      this.#drop(oldest);
    }
  }

  #drop(sentence: string): void {
    if (this.#results.delete(sentence)) this.#units -= sentence.length + RESULT_UNITS;
  }
}
