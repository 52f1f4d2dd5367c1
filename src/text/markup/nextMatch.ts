/**
 * Searches a text for a pattern from ever later offsets. It keeps a match until the offset is behind it, and stops
 * searching once there is none: otherwise each of many openings would search to the end of the text for its closing.
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

  /** The first match at `offset` or behind it. @param offset - At least that of the call before. */
  from(offset: number): RegExpExecArray | undefined {
    if (this.#isOver || (this.#match !== undefined && this.#match.index >= offset)) return this.#match;
    this.#pattern.lastIndex = offset;
    this.#match = this.#pattern.exec(this.#text) ?? undefined;
    this.#isOver = this.#match === undefined;
    return this.#match;
  }
}
