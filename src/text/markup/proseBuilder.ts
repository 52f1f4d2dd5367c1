import type { Prose, ProseKind, Run } from "../spans/sentence";
import type { Span } from "../spans/span";
import { trimSpan } from "../spans/trimSpan";

/** Builds prose from its start to its end. */
export class ProseBuilder {
  #text = "";
  readonly #runs: Run[] = [];
  readonly #kind: ProseKind | undefined;
  /** The last character. Reading it from the growing text would make the runtime copy the text. */
  #last = "";

  constructor(kind?: ProseKind) {
    this.#kind = kind;
  }

  /** Length of the text so far, in UTF-16 units. */
  get length(): number {
    return this.#text.length;
  }

  /**
   * Adds text of the document.
   *
   * @param start - Where `text` stands in the document, character for character; behind all text added before.
   */
  add(text: string, start: number): void {
    if (text === "") return;
    const last = this.#runs.at(-1);
    if (last !== undefined && last.start + last.length === start && last.textStart + last.length === this.length) {
      const { textStart, start: runStart, length } = last;
      this.#runs[this.#runs.length - 1] = { textStart, start: runStart, length: length + text.length };
    } else {
      this.#runs.push({ textStart: this.length, start, length: text.length });
    }
    this.addPlaceless(text);
  }

  /** Adds text that is not in the document. */
  addPlaceless(text: string): void {
    this.#text += text;
    this.#last = text.at(-1) ?? this.#last;
  }

  /** Adds a space, unless the text is empty or ends with one. */
  addSpace(): void {
    if (this.#last !== "" && this.#last !== " ") this.addPlaceless(" ");
  }

  /** The prose; `undefined` if none of it is in the document. Nothing may be added afterwards. */
  finish(): Prose | undefined {
    const [first, last] = [this.#runs.at(0), this.#runs.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    const span = { start: first.start, end: last.start + last.length };
    return { text: this.#text, runs: this.#runs, span, ...(this.#kind && { kind: this.#kind }) };
  }
}

/** Takes slices of a prose, each starting no earlier than the one before, and reads its runs once for all of them. */
export class ProseSlicer {
  readonly #prose: Prose;
  #run = 0;

  constructor(prose: Prose) {
    this.#prose = prose;
  }

  /** Adds a range of the prose's text to `builder`, with the places of its characters. */
  addTo(builder: ProseBuilder, { start, end }: Span): void {
    const { text, runs } = this.#prose;
    let at = start;
    for (let run = runs[this.#run]; run !== undefined && run.textStart < end; run = runs[this.#run]) {
      const runEnd = run.textStart + run.length;
      const from = Math.max(at, run.textStart);
      const to = Math.min(end, runEnd);
      if (from < to) {
        builder.addPlaceless(text.slice(at, from));
        builder.add(text.slice(from, to), run.start + from - run.textStart);
        at = to;
      }
      if (runEnd > end) break; // the next slice may need the rest
      this.#run += 1;
    }
    builder.addPlaceless(text.slice(at, end));
  }
}

/** A range of a prose's text, and the word that replaces it ("" for none). */
export interface Replacement extends Span {
  readonly word: string;
}

function leavesTwoSpaces(text: string, { start, end, word }: Replacement): boolean {
  return word === "" && text.charAt(start - 1) === " " && text.charAt(end) === " ";
}

/**
 * The prose without white space at its ends and with ranges replaced; `undefined` if nothing of the document remains.
 *
 * @param replacements - Ascending, not overlapping.
 */
export function tidyProse(prose: Prose, replacements: readonly Replacement[]): Prose | undefined {
  const { start, end } = trimSpan(prose.text, { start: 0, end: prose.text.length });
  if (replacements.length === 0 && end - start === prose.text.length) return prose;
  const builder = new ProseBuilder(prose.kind);
  const slicer = new ProseSlicer(prose);
  let from = start;
  for (const replacement of replacements) {
    slicer.addTo(builder, { start: from, end: replacement.start });
    builder.addPlaceless(replacement.word);
    from = replacement.end + (leavesTwoSpaces(prose.text, replacement) ? 1 : 0);
  }
  slicer.addTo(builder, { start: from, end });
  const tidied = builder.finish();
  return tidied === undefined ? undefined : tidyProse(tidied, []);
}
