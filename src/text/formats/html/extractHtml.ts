import { type Handler, Parser } from "htmlparser2";
import { listAddresses } from "../../markup/listAddresses";
import { ProseBuilder, type Replacement, tidyProse } from "../../markup/proseBuilder";
import { type Prose, PROSE_KINDS, type ProseKind } from "../../spans/sentence";
import type { Span } from "../../spans/span";
import { HtmlNotes } from "./htmlNotes";
import { listTemplates } from "./listTemplates";
import { findHtmlKind, type HtmlAttributes, readHtmlElement } from "./readHtmlElement";

/** At many tags the parser looks through all open elements: 100,000 of them take it 20 s. Browsers nest no deeper than 512. */
const DEEPEST = 1000;
/** In XHTML `<script src="a.js"/>` is a whole script; in HTML the rest of the document is its content. */
const XHTML = /^\ufeff?\s*<\?xml\s/u;
/** White space that is not a single space, or that may follow a space in another element. */
const SPACES = /[ \t\n\f\r]{2,}|^ |[\t\n\f\r]/gu;
const SPACE_REFERENCE = /^[ \t\n\f\r]$/u;
const REFERENCE = /&#?\w+;?$/u;
/** Ends the name of a tag, means nothing between attributes, and is plain text between tags. */
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
  /** The document with its templates hidden from the parser, every other character in its place. */
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
 * @returns The offset of that tag; reading goes on from there as if everything were closed.
 */
function readFrom(from: number, { markup, isXhtml }: Source, reader: HtmlReader): number | undefined {
  let depth = 0;
  let tooDeep: number | undefined;
  // Where the document ends within a tag, the parser reports the tag as text.
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

interface OpenElement {
  readonly isBlock: boolean;
  readonly kind: ProseKind | undefined;
}

/** Builds blocks from the parser's events. */
class HtmlReader {
  readonly #markup: string;
  readonly #templates: readonly Replacement[];
  readonly #blocks: Prose[] = [];
  #template = 0;
  #builder = new ProseBuilder();
  #notes = new HtmlNotes();
  /** The open elements, outermost first; those within unread ones are left out. */
  #open: OpenElement[] = [];
  /** How many open elements give each kind: looking through all of them at each text took the square of the time. */
  readonly #openKinds = new Map<ProseKind, number>();
  /** Of each text in the block, the kind that the elements around it give it. */
  readonly #kinds = new Set<ProseKind | undefined>();
  /** Number of open elements that are not read: the outermost unread one and all within it. */
  #unread = 0;
  /** Length of the text at the last line break. */
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
    const kind = findHtmlKind(name);
    this.#open.push({ isBlock, kind });
    this.#count(kind, 1);
    if (word === undefined) {
      this.#notes.open(name, attributes, { depth: this.#open.length, at: this.#builder.length });
    } else {
      if (!isBlock) this.#builder.addPlaceless(word);
      this.#unread = 1;
    }
  }

  /**
   * @param isImplied - Another tag closes the element. A tag of a block ends the block anyway; the end of an inline
   *   element does not: browsers show "<b><p>One</b> two</p>" as one block.
   */
  close(isImplied: boolean): void {
    this.#unread = Math.max(0, this.#unread - 1);
    if (this.#unread > 0) return;
    this.#notes.close({ depth: this.#open.length, at: this.#builder.length });
    const closed = this.#open.pop();
    this.#count(closed?.kind, -1);
    if (closed?.isBlock === true && !isImplied) this.#finishBlock();
  }

  closeAll(): void {
    this.#open = [];
    this.#openKinds.clear();
    this.#unread = 0;
  }

  /** @param place - Range of `content`, or of a character reference for it, perhaps with the end of a tag before it. */
  read(content: string, place: Span): void {
    if (this.#unread > 0) return;
    if (isReferred(content, this.#markup.slice(place.start, place.end))) this.#addReferred(content);
    else this.#addPlaced({ start: place.end - content.length, end: place.end });
  }

  finish(): readonly Prose[] {
    this.#finishBlock();
    return this.#blocks;
  }

  /** A heading that is a link is a heading, and a table may lay out a page with headings. */
  #findKind(): ProseKind | undefined {
    return PROSE_KINDS.find((kind) => (this.#openKinds.get(kind) ?? 0) > 0);
  }

  #count(kind: ProseKind | undefined, by: 1 | -1): void {
    if (kind !== undefined) this.#openKinds.set(kind, (this.#openKinds.get(kind) ?? 0) + by);
  }

  #addPlaced({ start, end }: Span): void {
    let at = start;
    for (let next = this.#templates[this.#template]; next !== undefined && next.start < end;) {
      // Earlier templates stand in tags or in unread elements.
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
    if (/[\p{L}\p{N}]/u.test(content)) this.#kinds.add(this.#findKind());
    let at = 0;
    for (const { 0: spaces, index } of content.matchAll(SPACES)) {
      this.#builder.add(content.slice(at, index), start + at);
      this.#builder.addSpace();
      at = index + spaces.length;
    }
    this.#builder.add(content.slice(at), start + at);
  }

  /** Two line breaks in a row end a paragraph. */
  #breakLine(): void {
    this.#builder.addSpace();
    if (this.#builder.length === this.#lineBreak) this.#finishBlock();
    else this.#lineBreak = this.#builder.length;
  }

  #finishBlock(): void {
    const prose = this.#builder.finish();
    const read = prose && tidyProse(prose, this.#notes.list(prose.text));
    const tidy = read && tidyProse(read, listAddresses(read.text));
    const [kind] = this.#kinds.size === 1 ? this.#kinds : [];
    if (tidy !== undefined) this.#blocks.push(kind === undefined ? tidy : { ...tidy, kind });
    this.#kinds.clear();
    this.#builder = new ProseBuilder();
    this.#notes = new HtmlNotes();
    this.#lineBreak = -1;
  }
}

/** Whether a text is the meaning of a reference like `&amp;`. If that is two characters, the second has no source. */
function isReferred(content: string, source: string): boolean {
  if (!source.endsWith(content)) return true;
  const reference = content.length <= 2 ? REFERENCE.exec(source)?.[0] : undefined;
  return reference !== undefined && !content.endsWith(reference);
}
