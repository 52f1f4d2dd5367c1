import { decodeString } from "micromark-util-decode-string";
import type { Event, Token } from "micromark-util-types";
import { extractPlainText } from "../plain/extractPlainText";
import { dropDisplayMath, listMath } from "./listMath";
import { isTooMuchMarkdown } from "./isTooMuchMarkdown";
import { MarkdownEvents } from "./markdownEvents";
import { MarkdownChunks } from "./markdownChunks";
import { findFenceEnd, findHtmlEnd } from "./findOpenEnd";
import { ChunkMemory } from "../../markup/chunkMemory";
import { CODE_WORD, LINK_WORD } from "../../markup/placeholders";
import { ProseBuilder, tidyProse } from "../../markup/proseBuilder";
import { moveProse, type Prose } from "../../spans/sentence";
import type { Span } from "../../spans/span";

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

/** What a piece of a document came to; places are counted from the piece's start. */
export interface ChunkReading {
  readonly blocks: readonly Prose[];
  /** Opening fence of code that is open at the piece's end. */
  readonly fence: string | undefined;
  /** Of the HTML that was met last, which may be open. */
  readonly htmlStart: number | undefined;
}

/**
 * The prose of a Markdown document; see `extractProse`. A piece that would hold the parser up is read as plain text.
 *
 * @param memory - Best of all, of an earlier version of the document.
 */
export function extractMarkdown(text: string, memory = new ChunkMemory<ChunkReading>()): readonly Prose[] {
  const parser = new MarkdownEvents(text);
  memory.begin(parser.definitions);
  const pieces = new MarkdownChunks(text);
  const blocks: Prose[] = [];
  for (let piece = pieces.next(); piece !== undefined; piece = pieces.next()) {
    const content = text.slice(piece.start, piece.end);
    if (isTooMuchMarkdown(content)) {
      for (const block of extractPlainText(text, piece)) blocks.push(block);
      continue;
    }
    const reading = memory.recall(content, () => readPiece(parser, content));
    for (const block of reading.blocks) blocks.push(moveProse(block, piece.start));
    const end = findOpenEnd(text, piece, reading);
    if (end !== undefined) pieces.moveTo(end);
  }
  return dropDisplayMath(blocks);
}

function readPiece(parser: MarkdownEvents, content: string): ChunkReading {
  const reader = new PieceReader(content);
  for (const event of parser.parse(content)) reader.read(event);
  return reader.finish();
}

/** Where a block that is still open at the piece's end goes on to. */
function findOpenEnd(text: string, piece: Span, { fence, htmlStart }: ChunkReading): number | undefined {
  if (fence !== undefined) return findFenceEnd(text, { fence, from: piece.end });
  const end = htmlStart === undefined ? undefined : findHtmlEnd(text, piece.start + htmlStart);
  return end !== undefined && end > piece.end ? end : undefined;
}

/** Reads the parser's events for one piece of a document. */
class PieceReader {
  readonly #text: string;
  readonly #blocks: Prose[] = [];
  #builder: ProseBuilder | undefined;
  #escaped = new Set<number>();
  /** The unread token that is being passed over. */
  #passing: Token | undefined;
  #containers = 0;
  /** Opening fence of the code that was met last, until it is closed. */
  #fence: string | undefined;
  #htmlStart: number | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read([kind, token]: Event): void {
    if (CONTAINERS.has(token.type)) this.#containers += kind === "enter" ? 1 : -1;
    else if (kind === "exit") this.#exit(token);
    else if (BLOCKS.has(token.type)) this.#builder = new ProseBuilder();
    else if (this.#builder === undefined) this.#enterBetween(token);
    else if (this.#passing === undefined) this.#enterInside(this.#builder, token);
  }

  finish(): ChunkReading {
    return { blocks: this.#blocks, fence: this.#fence, htmlStart: this.#htmlStart };
  }

  /** Code and HTML that are in no list or quote may be open at the end. */
  #enterBetween(token: Token): void {
    if (this.#containers > 0) return;
    if (token.type === "codeFencedFenceSequence")
      this.#fence = this.#fence === undefined ? this.#slice(token) : undefined;
    if (token.type === "htmlFlow") this.#htmlStart = token.start.offset;
  }

  #enterInside(builder: ProseBuilder, token: Token): void {
    const word = UNREAD.get(token.type);
    if (word !== undefined) {
      this.#passing = token;
      builder.addPlaceless(word);
      if (token.type === "htmlText" && /^<br\b/i.test(this.#slice(token))) builder.addSpace();
      return;
    }
    if (token.type === "data") builder.add(this.#slice(token), token.start.offset);
    else if (token.type === "lineEnding") builder.addSpace();
    else if (token.type === "characterReference") builder.addPlaceless(decodeString(this.#slice(token)));
    else if (token.type === "characterEscapeValue") {
      this.#escaped.add(builder.length);
      builder.add(this.#slice(token), token.start.offset);
    }
  }

  #exit(token: Token): void {
    if (token === this.#passing) this.#passing = undefined;
    if (!BLOCKS.has(token.type) || this.#builder === undefined) return;
    const prose = this.#builder.finish();
    const math = prose === undefined ? [] : listMath(prose.text, this.#escaped);
    const read = prose === undefined ? undefined : tidyProse(prose, math);
    if (read !== undefined) this.#blocks.push(read);
    this.#builder = undefined;
    this.#escaped = new Set();
  }

  #slice(token: Token): string {
    return this.#text.slice(token.start.offset, token.end.offset);
  }
}
