import { ProseBuilder } from "../../markup/proseBuilder";
import type { PlacedText } from "../../markup/readMarkup";
import type { Prose } from "../../spans/sentence";

/** Builds a page of Markdown from lines of the document. */
export class PageBuilder {
  readonly #builder = new ProseBuilder();
  #isBreak = true;

  /** Whether a paragraph would begin here. */
  get isBreak(): boolean {
    return this.#isBreak;
  }

  add(line: PlacedText): void {
    if (line.text.trim() === "") return;
    this.#builder.add(line.text, line.start);
    this.#builder.addPlaceless("\n");
    this.#isBreak = false;
  }

  addBlank(): void {
    this.#builder.addPlaceless("\n");
    this.#isBreak = true;
  }

  /** Ends the paragraph. */
  break(): void {
    if (!this.#isBreak) this.addBlank();
  }

  finish(): Prose | undefined {
    return this.#builder.finish();
  }
}
