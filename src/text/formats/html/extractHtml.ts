import { Parser, type Handler } from "htmlparser2";
import { listAddresses } from "../../markup/listAddresses";
import { listTemplates } from "./listTemplates";
import { HtmlNotes } from "./htmlNotes";
import { ProseBuilder, tidyProse, type Replacement } from "../../markup/proseBuilder";
import { readHtmlElement, type HtmlAttributes } from "./readHtmlElement";
import type { Prose } from "../../spans/sentence";
import type { Span } from "../../spans/span";

/** The parser looks through all open elements at many a tag: 100,000 take it 20 s. Browsers go no deeper than 512. */
const DEEPEST = 1000;
/** In XHTML `<script src="a.js"/>` is all of the script; in HTML the rest of the document is its content. */
const XHTML = /^\ufeff?\s*<\?xml\s/u;
/** White space that is more than one space in the document, or that may follow a space in another element. */
const SPACES = /[ \t\n\f\r]{2,}|^ |[\t\n\f\r]/gu;
const SPACE_REFERENCE = /^[ \t\n\f\r]$/u;
const REFERENCE = /&#?\w+;?$/u;
/** It ends a tag's name, and is nothing between attributes and no markup in text. */
const TEMPLATE_FILLER = "/";

/** The prose of an HTML document, one for each block that a browser would show text in; see `extractProse`. */
export function extractHtml(text: string): readonly Prose[] {
  const templates = listTemplates(text);
  const source = { markup: fillTemplates(text, templates), templates, isXhtml: XHTML.test(text) };
  const reader = new HtmlReader(source);
  for (let at: number | undefined = 0; at !== undefined;) at = readFrom(at, source, reader);
  return reader.finish();
}

interface Source {
  /** The document with templates where a parser of HTML sees none, every other character in its place. */
  readonly markup: string;
  readonly templates: readonly Replacement[];
  readonly isXhtml: boolean;
}

function fillTemplates(text: string, templates: readonly Replacement[]): string {
  let filled = "";
  let at = 0;
  for (const { start, end } of templates) {
    filled += text.slice(at, start) + TEMPLATE_FILLER.repeat(end - start);
    at = end;
  }
  return filled + text.slice(at);
}

/**
 * Reads to the end, or to the tag that would open one element too many.
 *
 * @returns Where that tag is, to go on from as though everything were closed.
 */
function readFrom(from: number, { markup, isXhtml }: Source, reader: HtmlReader): number | undefined {
  let depth = 0;
  let tooDeep: number | undefined;
  // What the parser says of a tag that the document breaks off in is no text.
  let isInTag = false;
  reader.closeAll();
  const handler: Partial<Handler> = {
    onopentagname() {
      isInTag = true;
    },
    onopentag(name, attributes) {
      isInTag = false;
      depth += 1;
      if (depth <= DEEPEST) {
        reader.open(name, attributes);
      } else {
        tooDeep = from + parser.startIndex;
        parser.pause();
      }
    },
    onclosetag(_, isImplied) {
      depth -= 1;
      if (tooDeep === undefined) reader.close(isImplied);
    },
    ontext(content) {
      if (!isInTag) reader.read(content, { start: from + parser.startIndex, end: from + parser.endIndex + 1 });
    },
  };
  const parser: Parser = new Parser(handler, { recognizeSelfClosing: isXhtml });
  parser.end(markup.slice(from));
  return tooDeep;
}

/** Puts blocks together from what the parser meets. */
class HtmlReader {
  readonly #markup: string;
  readonly #templates: readonly Replacement[];
  readonly #blocks: Prose[] = [];
  #template = 0;
  #builder = new ProseBuilder();
  #notes = new HtmlNotes();
  /** For each open element whether it is a block, outermost first; none within what is not read. */
  #open: boolean[] = [];
  /** Open elements within what is not read, itself included. */
  #unread = 0;
  /** Length of the text behind the line break that was met last. */
  #lineBreak = -1;

  constructor({ markup, templates }: Source) {
    this.#markup = markup;
    this.#templates = templates;
  }

  open(name: string, attributes: HtmlAttributes): void {
    if (this.#unread > 0) {
      this.#unread += 1;
      return;
    }
    const { display, word } = readHtmlElement(name, attributes);
    const isBlock = display === "block" || (display === "loose" && this.#builder.length === 0);
    if (isBlock) this.#finishBlock();
    if (name === "br") this.#breakLine();
    this.#open.push(isBlock);
    if (word === undefined) {
      this.#notes.open(name, attributes, { depth: this.#open.length, at: this.#builder.length });
    } else {
      if (!isBlock) this.#builder.addPlaceless(word);
      this.#unread = 1;
    }
  }

  /**
   * @param isImplied - By another tag. If that opens or closes a block, the block ends there anyway; the end of an inline
   *   element ends no block in it: "<b><p>One</b> two</p>" is one to browsers.
   */
  close(isImplied: boolean): void {
    this.#unread = Math.max(0, this.#unread - 1);
    if (this.#unread > 0) return;
    this.#notes.close({ depth: this.#open.length, at: this.#builder.length });
    if (this.#open.pop() === true && !isImplied) this.#finishBlock();
  }

  closeAll(): void {
    this.#open = [];
    this.#unread = 0;
  }

  /** @param place - Where the document has `content` or a reference to it, and perhaps the end of a tag before. */
  read(content: string, place: Span): void {
    if (this.#unread > 0) return;
    if (isReferred(content, this.#markup.slice(place.start, place.end))) this.#addReferred(content);
    else this.#addPlaced({ start: place.end - content.length, end: place.end });
  }

  finish(): readonly Prose[] {
    this.#finishBlock();
    return this.#blocks;
  }

  #addPlaced({ start, end }: Span): void {
    let at = start;
    for (let next = this.#templates[this.#template]; next !== undefined && next.start < end;) {
      // Those before stand in tags and in what is not read.
      if (next.end > at) {
        this.#addText({ start: at, end: next.start });
        this.#builder.addPlaceless(next.word);
        at = next.end;
      }
      this.#template += 1;
      next = this.#templates[this.#template];
    }
    this.#addText({ start: at, end });
  }

  #addReferred(content: string): void {
    if (SPACE_REFERENCE.test(content)) this.#builder.addSpace();
    else this.#builder.addPlaceless(content);
  }

  #addText({ start, end }: Span): void {
    const content = this.#markup.slice(start, end);
    let at = 0;
    for (const { 0: spaces, index } of content.matchAll(SPACES)) {
      this.#builder.add(content.slice(at, index), start + at);
      this.#builder.addSpace();
      at = index + spaces.length;
    }
    this.#builder.add(content.slice(at), start + at);
  }

  /** Two line breaks are the blank line between paragraphs. */
  #breakLine(): void {
    this.#builder.addSpace();
    if (this.#builder.length === this.#lineBreak) this.#finishBlock();
    else this.#lineBreak = this.#builder.length;
  }

  #finishBlock(): void {
    const prose = this.#builder.finish();
    const read = prose && tidyProse(prose, this.#notes.find(prose.text));
    const tidy = read && tidyProse(read, listAddresses(read.text));
    if (tidy !== undefined) this.#blocks.push(tidy);
    this.#builder = new ProseBuilder();
    this.#notes = new HtmlNotes();
    this.#lineBreak = -1;
  }
}

/** Whether a text is what a reference like `&amp;` means. Of a reference to two characters the second has no source. */
function isReferred(content: string, source: string): boolean {
  if (!source.endsWith(content)) return true;
  const reference = content.length <= 2 ? REFERENCE.exec(source)?.[0] : undefined;
  return reference !== undefined && !content.endsWith(reference);
}
