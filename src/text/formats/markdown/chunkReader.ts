import { decodeString } from "micromark-util-decode-string";
import type { Event, Token } from "micromark-util-types";
import { CODE_WORD, LINK_WORD } from "../../markup/placeholders";
import type { Prose, ProseKind } from "../../spans/sentence";
import { readHtmlElement } from "../html/readHtmlElement";
import { type BlockSpan, MarkdownBlock } from "./markdownBlock";
import { ADMONITION } from "./maskContainers";

/** The parser's names for the tokens that hold the text of a block. */
const BLOCKS = new Map<string, ProseKind | undefined>([
  ["paragraph", undefined],
  ["atxHeadingText", "heading"],
  ["setextHeadingText", "heading"],
  ["tableContent", "cell"],
]);
const SPANS = new Map<string, BlockSpan>([
  ["link", "link"],
  ["strong", "strong"],
]);
const CONTAINERS = new Set<string>(["blockQuote", "listOrdered", "listUnordered", "gfmFootnoteDefinition"]);
/** Tokens in a block that are not read, with the word that a sentence needs in their place. */
const UNREAD = new Map<string, string>([
  ["codeText", CODE_WORD],
  ["autolink", LINK_WORD],
  ["literalAutolink", LINK_WORD],
  ["htmlText", ""],
  ["mdxJsxTextTag", ""],
  ["mdxTextExpression", CODE_WORD],
  ["resource", ""],
  ["reference", ""],
  ["gfmFootnoteCall", ""],
  ["taskListCheck", ""],
]);
const TAG = /^<(?<slash>\/?)\s*(?<name>[a-z][\w.:-]*)/iu;
/** Elements without an end. */
const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
/** Elements of MDX that are no prose even where they enclose paragraphs. */
const UNREAD_AROUND = new Set("code math pre script style svg textarea".split(" "));
/** Components that show code in a sentence, by their customary names in lower case. */
const CODE_COMPONENTS = new Set("code inlinecode kbd".split(" "));
const EXPRESSION_OF_COMMENTS = /^\{\s*(?:\/\*[^]*\*\/\s*)?\}$/u;
const EXPRESSION_OF_TEXT = /^\{\s*(?:"(?<double>[^"\\]*)"|'(?<single>[^'\\]*)'|`(?<template>[^`\\$]*)`)\s*\}$/du;

/** What a chunk of a document is read as; places count from the start of the chunk. */
export interface ChunkReading {
  readonly blocks: readonly Prose[];
  /** Opening fence of the code that is open at the end of the chunk. */
  readonly fence: string | undefined;
  /** Columns before the fence. */
  readonly fenceIndent: number;
  /** Start of the last HTML in the chunk, which may be open at its end. */
  readonly htmlStart: number | undefined;
  /** Why the chunk was not read as what it is: it goes on behind its end, or it is not valid. */
  readonly fault?: "open" | "invalid";
}

/** Reads the parser's events for one chunk of a document. */
export class ChunkReader {
  readonly #text: string;
  readonly #isLazy: (line: number) => boolean;
  readonly #blocks: Prose[] = [];
  #block: MarkdownBlock | undefined;
  /** The unread token that is being skipped. */
  #passing: Token | undefined;
  /** Whether each open container is an admonition, outermost first. */
  readonly #containers: boolean[] = [];
  /** Opening fence of the last code, until it is closed. */
  #fence: Token | undefined;
  #htmlStart: number | undefined;
  /** Elements of MDX around paragraphs that are not read, outermost first. */
  #unread: { readonly name: string; readonly start: number }[] = [];

  /** @param isLazy - Whether a line goes on with a paragraph without the marks of its containers. */
  constructor(text: string, isLazy: (line: number) => boolean) {
    this.#text = text;
    this.#isLazy = isLazy;
  }

  read([kind, token]: Event): void {
    if (CONTAINERS.has(token.type)) {
      if (kind === "enter") this.#containers.push(this.#text.startsWith(ADMONITION, token.start.offset));
      else this.#containers.pop();
    } else if (kind === "exit") this.#exit(token);
    else if (BLOCKS.has(token.type)) this.#block = new MarkdownBlock(BLOCKS.get(token.type));
    else if (this.#block === undefined) this.#enterBetween(token);
    else if (this.#passing === undefined) this.#enterInside(this.#block, token);
  }

  finish(): ChunkReading {
    return {
      blocks: this.#blocks,
      fence: this.#fence && this.#slice(this.#fence),
      fenceIndent: (this.#fence?.start.column ?? 1) - 1,
      htmlStart: this.#unread[0]?.start ?? this.#htmlStart,
    };
  }

  /** Notes code and HTML that may be open at the end: those outside lists and quotes. */
  #enterBetween(token: Token): void {
    if ((token.type as string) === "mdxJsxFlowTag") this.#enterFlowTag(token);
    if (this.#containers.length > 0) return;
    if (token.type === "codeFencedFenceSequence") this.#fence = this.#fence === undefined ? token : undefined;
    if (token.type === "htmlFlow") this.#htmlStart = token.start.offset;
  }

  #enterFlowTag(token: Token): void {
    const tag = this.#slice(token);
    const { slash, name = "" } = TAG.exec(tag)?.groups ?? {};
    if (!UNREAD_AROUND.has(name) || tag.endsWith("/>")) return;
    if (slash === "") this.#unread.push({ name, start: token.start.offset });
    else if (this.#unread.at(-1)?.name === name) this.#unread.pop();
  }

  #enterInside(block: MarkdownBlock, token: Token): void {
    const word = UNREAD.get(token.type);
    if (word !== undefined) {
      this.#passing = token;
      if (word === "") this.#readTag(block, this.#slice(token));
      else if ((token.type as string) === "mdxTextExpression") this.#readExpression(block, token);
      else block.addWord(word);
      return;
    }
    const span = SPANS.get(token.type);
    if (span !== undefined) block.openSpan(span);
    else if (token.type === "data") block.add(this.#slice(token), token.start.offset);
    else if (token.type === "lineEnding") this.#readLineEnding(block, token);
    else if (token.type === "characterReference") block.addWord(decodeString(this.#slice(token)));
    else if (token.type === "characterEscapeValue") block.addEscaped(this.#slice(token), token.start.offset);
  }

  /** A line without indentation ends an admonition, even where it would go on with a list. */
  #readLineEnding(block: MarkdownBlock, token: Token): void {
    if (this.#containers.at(-1) === true && this.#isLazy(token.end.line)) this.#finishBlock(new MarkdownBlock());
    else block.addSpace();
  }

  /** Reads a tag of HTML or MDX; of any other markup nothing. */
  #readTag(block: MarkdownBlock, tag: string): void {
    const { slash, name } = TAG.exec(tag)?.groups ?? {};
    if (name === undefined) return;
    const lower = name.toLowerCase();
    const isComponent = name !== lower && name !== name.toUpperCase();
    const { display, word } = isComponent ? readComponent(lower) : readHtmlElement(lower, {});
    if (lower === "br") block.addSpace();
    else if (word === undefined && display === "block") this.#finishBlock(new MarkdownBlock());
    else if (word !== undefined && !VOID.has(lower) && !tag.endsWith("/>")) {
      if (slash === "") block.openElement(lower, word);
      else block.closeElement(lower);
    }
  }

  #readExpression(block: MarkdownBlock, token: Token): void {
    const expression = this.#slice(token);
    if (EXPRESSION_OF_COMMENTS.test(expression)) return;
    const { double, single, template } = EXPRESSION_OF_TEXT.exec(expression)?.indices?.groups ?? {};
    const place = double ?? single ?? template;
    if (place === undefined) block.addWord(CODE_WORD);
    else if (expression.slice(...place).trim() === "") block.addSpace();
    else if (!/[\r\n]/u.test(expression)) block.add(expression.slice(...place), token.start.offset + place[0]);
  }

  #exit(token: Token): void {
    if (token === this.#passing) this.#passing = undefined;
    const span = SPANS.get(token.type);
    if (span !== undefined && this.#passing === undefined) this.#block?.closeSpan(span);
    if (BLOCKS.has(token.type)) this.#finishBlock(undefined);
  }

  #finishBlock(next: MarkdownBlock | undefined): void {
    const prose = this.#block?.finish();
    if (prose !== undefined && this.#unread.length === 0) this.#blocks.push(prose);
    this.#block = next;
  }

  #slice(token: Token): string {
    return this.#text.slice(token.start.offset, token.end.offset);
  }
}

function readComponent(name: string): { readonly display: "inline"; readonly word: string | undefined } {
  return { display: "inline", word: CODE_COMPONENTS.has(name) ? CODE_WORD : undefined };
}
