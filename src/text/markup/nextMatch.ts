/**
 * Looks for a pattern from ever later places on. A match holds until it is passed, and what is not there is not looked
 * for again: a text of openings only is not read to its end for each.
 */
export class NextMatch {
  readonly #pattern: RegExp;
  readonly #text: string;
  #match: RegExpExecArray | undefined;
  #isOver = false;

  /** @param pattern - Global. */
  constructor(pattern: RegExp, text: string) {
    this.#pattern = pattern;
    this.#text = text;
  }

  /** @param offset - No less than the last time. */
  from(offset: number): RegExpExecArray | undefined {
    if (this.#isOver || (this.#match !== undefined && this.#match.index >= offset)) return this.#match;
    this.#pattern.lastIndex = offset;
    this.#match = this.#pattern.exec(this.#text) ?? undefined;
    this.#isOver = this.#match === undefined;
    return this.#match;
  }
}
