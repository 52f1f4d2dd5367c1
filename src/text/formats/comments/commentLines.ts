import type { PlacedText } from "../../markup/readMarkup";
import { findBracketEnd } from "./findBracketEnd";
import { cutText } from "./placedLine";

/** Characters of the lines in which the end of a bracket is looked for. */
const MOST_IN_BRACES = 1000;

/** A place in the lines of a comment. */
interface LinePlace {
  readonly index: number;
  /** Characters of the line in front of it. */
  readonly length: number;
}

/** The lines of a comment, from which a reader of several lines takes what it has read. */
export class CommentLines {
  readonly #lines: PlacedText[];
  #next = 0;
  /** For each end of a block, the last line that has one: an opening behind it opens nothing. */
  readonly #lastEnds = new Map<string, number>();

  constructor(lines: readonly PlacedText[]) {
    this.#lines = [...lines];
  }

  /** The lines in order; each may change those behind it. */
  *read(): Generator<readonly [index: number, line: PlacedText]> {
    for (let line = this.#lines[this.#next]; line !== undefined; line = this.#lines[this.#next]) {
      this.#next += 1;
      yield [this.#next - 1, line];
    }
  }

  /** "" behind the last line. */
  selectText(index: number): string {
    return this.#lines[index]?.text ?? "";
  }

  /** The next lines, up to this one and with it; they count as read. */
  take(last: number): readonly PlacedText[] {
    const taken = this.#lines.slice(this.#next, last + 1);
    this.#next = Math.max(this.#next, last + 1);
    return taken;
  }

  /** The next line counts as read. */
  skip(): void {
    this.#next += 1;
  }

  /** Goes on behind a place. */
  moveTo({ index, length }: LinePlace): void {
    const line = this.#lines[index];
    if (line !== undefined) this.#lines[index] = cutText(line, length);
    this.#next = index;
  }

  /** Where a bracket is closed that opens in a line; `undefined` if it is closed in that line, or never. */
  findEndBelow(index: number, at: number): LinePlace | undefined {
    let text = "";
    const starts: number[] = [];
    for (let next = index; next < this.#lines.length && text.length < MOST_IN_BRACES; next += 1) {
      starts.push(text.length);
      text += `${this.selectText(next)}\n`;
    }
    const end = at === -1 ? undefined : findBracketEnd(text, at);
    if (end === undefined || end <= (starts[1] ?? Infinity)) return undefined;
    const line = starts.findLastIndex((start) => start < end);
    return { index: index + line, length: end - (starts[line] ?? 0) };
  }

  /** Lines as one. */
  join(first: number, last: number): string {
    return this.#lines
      .slice(first, last + 1)
      .map(({ text }) => text)
      .join(" ");
  }

  /** Whether the end of a block stands in this line or below. */
  hasEnd(end: RegExp, index: number): boolean {
    let last = this.#lastEnds.get(end.source);
    if (last === undefined) {
      last = this.#lines.findLastIndex(({ text }) => end.test(text));
      this.#lastEnds.set(end.source, last);
    }
    return last >= index;
  }
}
