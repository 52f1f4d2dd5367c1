import { parse, postprocess, preprocess } from "micromark";
import { gfm } from "micromark-extension-gfm";
import { normalizeIdentifier } from "micromark-util-normalize-identifier";
import type { Event, ParseContext } from "micromark-util-types";

/** Where a label is defined, for links or footnotes, in any list or quote. */
const DEFINITION = /^[ \t>*+\-\d.)]*\[((?:[^\][\\\r\n]|\\.){1,999})\]:/gmu;
/** Containers and columns of indentation beyond which a line is not read: the parser's time grows with their square. */
const TOO_DEEP = /^(?:(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){16}|[ \t]{160}).*$/gmu;

/** Parses the pieces of one document, as CommonMark with GitHub's additions. */
export class MarkdownEvents {
  /** The labels that the document defines: all that the events of a piece depend on besides the piece. */
  readonly definitions: string;
  readonly #parser: ParseContext;

  /** @param text - The whole document, which may define in one piece what it uses in another. */
  constructor(text: string) {
    this.#parser = parse({ extensions: [gfm()] });
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

  /** The parser's events; their offsets are those of the piece. */
  parse(piece: string): readonly Event[] {
    this.#parser.lazy = {}; // by line, of the piece before
    // The parser skips a byte order mark, and counts from behind it.
    const readable = piece.replace(/^\ufeff/, " ").replace(TOO_DEEP, (line) => " ".repeat(line.length));
    const chunks = preprocess()(readable, undefined, true);
    return postprocess(this.#parser.document().write(chunks));
  }
}

/** The parser asks for every bracket whether an array has its label; 50,000 definitions took it 40 s. */
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
