import type { Prose, Run, Sentence } from "../spans/sentence";
import { showHidden } from "./showHidden";

/** The sentences of a document as one text to be read as a whole, code in them included. */
export class ShownText {
  readonly #document: string;
  readonly #runs: Run[] = [];
  #text = "";

  /** @param document - The text in which the sentences' runs are. */
  constructor(document: string) {
    this.#document = document;
  }

  /** @param sentence - The next one of the document. */
  add(sentence: Sentence): void {
    const { text, runs } = showHidden(sentence, this.#document);
    if (this.#text !== "") this.#text += " ";
    const shift = this.#text.length;
    for (const run of runs) this.#runs.push({ ...run, textStart: run.textStart + shift });
    this.#text += text;
  }

  /** All that was added, with a space between two sentences. */
  get prose(): Prose {
    const [first, last] = [this.#runs[0], this.#runs.at(-1)];
    const span = { start: first?.start ?? 0, end: last ? last.start + last.length : 0 };
    return { text: this.#text, runs: this.#runs, span };
  }
}
