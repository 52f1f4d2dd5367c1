import { listAddresses } from "../../markup/listAddresses";
import { ProseBuilder, tidyProse } from "../../markup/proseBuilder";
import type { Prose, ProseKind } from "../../spans/sentence";

/** UTF-16 units at the end of a block that are looked at. */
const TAIL_LENGTH = 24;
const CLOSING = /^[.,;:!?)\]]/;
const SENTENCE_END = /[.!?:]["'”’)]*$/u;
/** Words behind which a sentence needs a noun. English only, as the bundled models. */
const NEEDS_NOUN =
  /(?:^|[\s(])(?:in|by|of|from|see|with|to|and|or|for|as|at|like|following|e\.g\.|i\.e\.|cf\.|refs?\.|eqs?\.|figs?\.|secs?\.)$/i;

/** Builds the blocks of a LaTeX document, with one space where commands between words are removed. */
export class LatexBlockBuilder {
  readonly #blocks: Prose[] = [];
  #builder = new ProseBuilder();
  #tail = "";
  #isSpaceDue = false;
  #spaceStart: number | undefined;
  #isSomethingDropped = false;

  get isEmpty(): boolean {
    return this.#tail === "";
  }

  /** Whether the text so far ends a sentence. */
  get endsSentence(): boolean {
    return SENTENCE_END.test(this.#tail);
  }

  /** Whether the sentence needs a word here to go on. */
  get needsNoun(): boolean {
    return this.isEmpty || NEEDS_NOUN.test(this.#tail);
  }

  /** @param start - Where `text` stands in the document, character for character. */
  add(text: string, start: number): void {
    if (text === "") return;
    this.#separate(text);
    this.#builder.add(text, start);
  }

  /** Adds text that is not in the document. */
  addPlaceless(text: string): void {
    if (text === "") return;
    this.#separate(text);
    this.#builder.addPlaceless(text);
  }

  /** Adds a placeholder, with a space if a word stands right before it; equal ones in a row are one. */
  addWord(word: string): void {
    if (!this.#isSpaceDue && this.#tail.endsWith(word)) return;
    if (/[\p{L}\p{N}]$/u.test(this.#tail)) this.addSpace();
    this.addPlaceless(word);
  }

  /** Adds a space before the next text. @param start - Its place, if it is a space in the document too. */
  addSpace(start?: number): void {
    this.#isSpaceDue = true;
    this.#spaceStart = start;
  }

  /** Notes that something here is not read: no space remains before a comma behind it. */
  drop(): void {
    this.#isSomethingDropped = true;
  }

  /** Ends the block, and drops it if no letter and no digit of it is in the document. */
  finishBlock(kind?: ProseKind): void {
    const prose = this.#builder.finish();
    const tidy = prose === undefined ? undefined : tidyProse(prose, listAddresses(prose.text));
    const isProse = tidy?.runs.some(({ textStart, length }) =>
      /[\p{L}\p{N}]/u.test(tidy.text.slice(textStart, textStart + length)),
    );
    if (tidy !== undefined && isProse === true) this.#blocks.push(kind === undefined ? tidy : { ...tidy, kind });
    this.#builder = new ProseBuilder();
    this.#tail = "";
    this.#isSpaceDue = false;
    this.#spaceStart = undefined;
    this.#isSomethingDropped = false;
  }

  finish(): readonly Prose[] {
    this.finishBlock();
    return this.#blocks;
  }

  #separate(next: string): void {
    const hasGap = this.#isSomethingDropped && CLOSING.test(next);
    if (this.#isSpaceDue && !this.isEmpty && !hasGap) {
      // Most spaces have a place; without it, each word would be a run of its own.
      if (this.#spaceStart === undefined || this.#tail.endsWith(" ")) this.#builder.addSpace();
      else this.#builder.add(" ", this.#spaceStart);
      this.#tail += " ";
    }
    this.#isSpaceDue = false;
    this.#spaceStart = undefined;
    this.#isSomethingDropped = false;
    this.#tail = (this.#tail + next).slice(-TAIL_LENGTH);
  }
}
