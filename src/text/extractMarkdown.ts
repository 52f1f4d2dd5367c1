import { decodeString } from "micromark-util-decode-string";
import type { Event, Token } from "micromark-util-types";
import { extractPlainText } from "./extractPlainText";
import { dropDisplayMath, findMath } from "./findMath";
import { isTooMuchMarkdown } from "./isTooMuchMarkdown";
import { MarkdownEvents } from "./markdownEvents";
import { MarkdownPieces } from "./markdownPieces";
import { findFenceEnd, findHtmlEnd } from "./openBlock";
import { CODE_WORD, LINK_WORD, MATH_WORD } from "./placeholders";
import { ProseBuilder, tidyProse } from "./proseBuilder";
import type { Prose } from "./sentence";

/** The parser's names for what holds the text of a block. */
const BLOCKS = new Set<string>(["paragraph", "atxHeadingText", "setextHeadingText", "tableContent"]);
const CONTAINERS = new Set<string>(["blockQuote", "listOrdered", "listUnordered", "gfmFootnoteDefinition"]);
/** What stands in a block and is not read, and the word for it where a sentence needs one. */
const UNREAD = new Map<string, string>([
  ["codeText", CODE_WORD],
  ["autolink", LINK_WORD],
  ["literalAutolink", LINK_WORD],
  ["htmlText", ""],
  ["resource", ""],
  ["reference", ""],
  ["gfmFootnoteCall", ""],
  ["taskListCheck", ""],
]);

/** The prose of a Markdown document; see `extractProse`. A piece that would hold the parser up is read as plain text. */
export function extractMarkdown(text: string): readonly Prose[] {
  const parser = new MarkdownEvents(text);
  const pieces = new MarkdownPieces(text);
  const blocks: Prose[] = [];
  for (let piece = pieces.next(); piece !== undefined; piece = pieces.next()) {
    const content = text.slice(piece.start, piece.end);
    if (isTooMuchMarkdown(content)) {
      for (const block of extractPlainText(text, piece)) blocks.push(block);
      continue;
    }
    const reader = new PieceReader(text, piece.start);
    for (const event of parser.parse(content)) reader.read(event);
    for (const block of reader.blocks) blocks.push(block);
    const end = reader.findOpenEnd(piece.end);
    if (end !== undefined) pieces.moveTo(end);
  }
  return dropDisplayMath(blocks);
}

/** Reads the parser's events for one piece of a document. */
class PieceReader {
  readonly blocks: Prose[] = [];
  readonly #text: string;
  readonly #offset: number;
  #builder: ProseBuilder | undefined;
  #escaped = new Set<number>();
  /** The unread token that is being passed over. */
  #passing: Token | undefined;
  #containers = 0;
  /** Opening fence of the code that was met last, until it is closed. */
  #fence: string | undefined;
  #htmlStart: number | undefined;

  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
  }

  read([kind, token]: Event): void {
    if (CONTAINERS.has(token.type)) this.#containers += kind === "enter" ? 1 : -1;
    else if (kind === "exit") this.#exit(token);
    else if (BLOCKS.has(token.type)) this.#builder = new ProseBuilder();
    else if (this.#builder === undefined) this.#enterBetween(token);
    else if (this.#passing === undefined) this.#enterInside(this.#builder, token);
  }

  /** Where a block that is still open at the piece's end goes on to. */
  findOpenEnd(from: number): number | undefined {
    if (this.#fence !== undefined) return findFenceEnd(this.#text, { fence: this.#fence, from });
    const end = this.#htmlStart === undefined ? undefined : findHtmlEnd(this.#text, this.#htmlStart);
    return end !== undefined && end > from ? end : undefined;
  }

  /** Code and HTML that are in no list or quote may be open at the end. */
  #enterBetween(token: Token): void {
    if (this.#containers > 0) return;
    if (token.type === "codeFencedFenceSequence")
      this.#fence = this.#fence === undefined ? this.#slice(token) : undefined;
    if (token.type === "htmlFlow") this.#htmlStart = this.#start(token);
  }

  #enterInside(builder: ProseBuilder, token: Token): void {
    const word = UNREAD.get(token.type);
    if (word !== undefined) {
      this.#passing = token;
      builder.addPlaceless(word);
      if (token.type === "htmlText" && /^<br\b/i.test(this.#slice(token))) builder.addSpace();
      return;
    }
    if (token.type === "data") builder.add(this.#slice(token), this.#start(token));
    else if (token.type === "lineEnding") builder.addSpace();
    else if (token.type === "characterReference") builder.addPlaceless(decodeString(this.#slice(token)));
    else if (token.type === "characterEscapeValue") {
      this.#escaped.add(builder.length);
      builder.add(this.#slice(token), this.#start(token));
    }
  }

  #exit(token: Token): void {
    if (token === this.#passing) this.#passing = undefined;
    if (!BLOCKS.has(token.type) || this.#builder === undefined) return;
    const prose = this.#builder.finish();
    const math = prose === undefined ? [] : findMath(prose.text, this.#escaped);
    const read = prose === undefined ? undefined : tidyProse(prose, math, MATH_WORD);
    if (read !== undefined) this.blocks.push(read);
    this.#builder = undefined;
    this.#escaped = new Set();
  }

  #start(token: Token): number {
    return this.#offset + token.start.offset;
  }

  #slice(token: Token): string {
    return this.#text.slice(this.#start(token), this.#offset + token.end.offset);
  }
}
