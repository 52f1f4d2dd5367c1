import { readLine } from "../../markup/readLine";
import type { Span } from "../../spans/span";
import { findInnerFrontMatter, measureFrontMatter } from "./measureFrontMatter";

/** UTF-16 units; a longer chunk is also cut before items of its outermost list. */
const LONG_CHUNK = 2048;
const BULLET = /^[-+*][ \t]+\S/;

/**
 * Cuts a Markdown document where a block must start: at a line without indentation behind a blank line. Lists, quotes,
 * paragraphs and tables end before such a line. Fenced code and some HTML may not: only the parser can tell whether one
 * is open at the end of a chunk, and the caller then continues behind it with `moveTo`.
 *
 * Chunks keep the parser fast. Its time grows with the square of the length: 4 MB took 17 times as long as 1 MB.
 */
export class MarkdownChunks {
  readonly #text: string;
  #at: number;

  /** @param start - Where a chunk starts; default: behind what the document says about itself. */
  constructor(text: string, start = measureFrontMatter(text)) {
    this.#text = text;
    this.#at = start;
  }

  /** The next chunk; `undefined` at the end. */
  next(): Span | undefined {
    const start = findInnerFrontMatter(this.#text, this.#at) ?? this.#at;
    if (start >= this.#text.length) return undefined;
    this.#at = this.#computeEnd(start);
    return { start, end: this.#at };
  }

  moveTo(offset: number): void {
    this.#at = offset;
  }

  #computeEnd(start: number): number {
    let isAfterBlank = false;
    for (let at = start; at < this.#text.length;) {
      const line = readLine(this.#text, at);
      const first = this.#text.charAt(at);
      const isIndented = first === " " || first === "\t" || line.start === line.end;
      if (!isIndented && at > start && (isAfterBlank || this.#isItemFarFrom(start, at))) return at;
      isAfterBlank = isIndented && this.#text.slice(line.start, line.end).trim() === "";
      at = line.next;
    }
    return this.#text.length;
  }

  #isItemFarFrom(start: number, at: number): boolean {
    return at - start > LONG_CHUNK && BULLET.test(this.#text.slice(at, at + 16));
  }
}
