import type { Work } from "../steps/work";

/** The answers found so far for the sentences of one request. */
export class FoundAnswers<T extends object> {
  readonly #counts = new Map<string, number>();
  readonly #answers = new Map<string, T>();
  readonly #total: number;
  readonly #report: Work["report"];
  #done = 0;

  /** @param sentences - Those of the request, or names of them. */
  constructor(sentences: readonly string[], report: Work["report"]) {
    for (const sentence of sentences) this.#counts.set(sentence, (this.#counts.get(sentence) ?? 0) + 1);
    this.#total = sentences.length;
    this.#report = report;
  }

  /** The request's sentences, without repetitions. */
  get sentences(): Iterable<string> {
    return this.#counts.keys();
  }

  add(sentence: string, answer: T): void {
    this.#answers.set(sentence, answer);
    this.#done += this.#counts.get(sentence) ?? 0;
    this.#report(this.#done, this.#total);
  }

  get(sentence: string): T {
    const answer = this.#answers.get(sentence);
    if (answer === undefined) throw new RangeError("a sentence was not read");
    return answer;
  }
}
