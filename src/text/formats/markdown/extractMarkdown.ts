import { decodeString } from "micromark-util-decode-string";
import type { Event, Token } from "micromark-util-types";
import { extractPlainText } from "../plain/extractPlainText";
import { dropDisplayMath } from "./dropDisplayMath";
import { findOpenEnd } from "./findOpenEnd";
import { isTooMuchMarkdown } from "./isTooMuchMarkdown";
import { MarkdownEvents } from "./markdownEvents";
import { MarkdownChunks } from "./markdownChunks";
import { listMath } from "./listMath";
import { ChunkMemory } from "../../markup/chunkMemory";
import { CODE_WORD, LINK_WORD } from "../../markup/placeholders";
import { ProseBuilder, tidyProse } from "../../markup/proseBuilder";
import { moveProse, type Prose } from "../../spans/sentence";

/** The parser's names for the tokens that hold the text of a block. */
const BLOCKS = new Set<string>(["paragraph", "atxHeadingText", "setextHeadingText", "tableContent"]);
const CONTAINERS = new Set<string>(["blockQuote", "listOrdered", "listUnordered", "gfmFootnoteDefinition"]);
/** Tokens in a block that are not read, with the word that a sentence needs in their place. */
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

/** What a chunk of a document is read as; places count from the start of the chunk. */
export interface ChunkReading {
  readonly blocks: readonly Prose[];
  /** Opening fence of the code that is open at the end of the chunk. */
  readonly fence: string | undefined;
  /** Start of the last HTML in the chunk, which may be open at its end. */
  readonly htmlStart: number | undefined;
}

/**
 * The prose of a Markdown document; see `extractProse`. A chunk that would hold the parser up is read as plain text.
 *
 * @param memory - Helps most if it has read an earlier version of the document.
 */
export function extractMarkdown(text: string, memory = new ChunkMemory<ChunkReading>()): readonly Prose[] {
  const parser = new MarkdownEvents(text);
  memory.begin(parser.definitions);
  const chunks = new MarkdownChunks(text);
  const blocks: Prose[] = [];
  for (let chunk = chunks.next(); chunk !== undefined; chunk = chunks.next()) {
    const content = text.slice(chunk.start, chunk.end);
    if (isTooMuchMarkdown(content)) {
      for (const block of extractPlainText(text, chunk)) blocks.push(block);
      continue;
    }
    const reading = memory.recall(content, () => readChunk(parser, content));
    for (const block of reading.blocks) blocks.push(moveProse(block, chunk.start));
    const end = findOpenEnd(text, chunk, reading);
    if (end !== undefined) chunks.moveTo(end);
  }
  return dropDisplayMath(blocks);
}

function readChunk(parser: MarkdownEvents, content: string): ChunkReading {
  const reader = new ChunkReader(content);
  for (const event of parser.parse(content)) reader.read(event);
  return reader.finish();
}

/** Reads the parser's events for one chunk of a document. */
class ChunkReader {
  readonly #text: string;
  readonly #blocks: Prose[] = [];
  #builder: ProseBuilder | undefined;
  #escaped = new Set<number>();
  /** The unread token that is being skipped. */
  #passing: Token | undefined;
  #containers = 0;
  /** Opening fence of the last code, until it is closed. */
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

  /** Notes code and HTML that may be open at the end: those outside lists and quotes. */
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
