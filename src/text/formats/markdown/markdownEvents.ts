import { parse, postprocess, preprocess } from "micromark";
import { gfm } from "micromark-extension-gfm";
import { normalizeIdentifier } from "micromark-util-normalize-identifier";
import type { Event, Extension, ParseContext } from "micromark-util-types";

/** The definition of a label, for links or footnotes, in any list or quote. */
const DEFINITION = /^[ \t>*+\-\d.)]*\[((?:[^\][\\\r\n]|\\.){1,999})\]:/gmu;
/** A line with this many containers or columns of indentation is not read: the parser's time grows with their square. */
const TOO_DEEP = /^(?:(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){16}|[ \t]{160}).*$/gmu;

/** Parses the chunks of one document, as CommonMark with GitHub's additions. */
export class MarkdownEvents {
  /** The labels that the document defines. The events of a chunk depend on nothing else but the chunk. */
  readonly definitions: string;
  readonly #parser: ParseContext;

  /**
   * @param text - The whole document: one chunk may use the labels of another.
   * @param extensions - What the document has besides.
   */
  constructor(text: string, extensions: readonly Extension[] = []) {
    this.#parser = parse({ extensions: [gfm(), ...extensions] });
    const footnotes = new Labels();
    this.#parser.defined = new Labels();
    const labels = Array.from(text.matchAll(DEFINITION), ({ 1: label = "" }) => label);
    this.definitions = labels.join("\n");
    for (const label of labels) {
      if (label.startsWith("^")) footnotes.push(normalizeIdentifier(label.slice(1)));
      else this.#parser.defined.push(normalizeIdentifier(label));
    }
    this.#parser.gfmFootnotes = footnotes;
  }

  /** Whether a line of the last chunk goes on with a paragraph without the marks of its containers. @param line - From 1. */
  isLazy(line: number): boolean {
    return this.#parser.lazy[line] === true;
  }

  /** The parser's events; their offsets count from the start of the chunk. */
  parse(chunk: string): readonly Event[] {
    // Both are left from the chunk before.
    this.#parser.lazy = {};
    Object.assign(this.#parser, { definedModuleSpecifiers: [] });
    // The parser skips a byte order mark and does not count it.
    const readable = chunk.replace(/^\ufeff/, " ").replace(TOO_DEEP, (line) => " ".repeat(line.length));
    const input = preprocess()(readable, undefined, true);
    return postprocess(this.#parser.document().write(input));
  }
}

/** For every bracket the parser asks whether an array has its label; with 50,000 definitions that took 40 s. */
class Labels extends Array<string> {
  readonly #known = new Set<string>();

  override push(...labels: string[]): number {
    for (const label of labels) this.#known.add(label);
    return super.push(...labels);
  }

  override includes(label: string): boolean {
    return this.#known.has(label);
  }
}
