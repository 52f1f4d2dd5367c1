import { CODE_WORD, MATH_WORD } from "../../markup/placeholders";
import type { Prose } from "../../spans/sentence";
import { LatexBlockBuilder } from "./latexBlockBuilder";
import { LatexCommandReader, type LatexTexts } from "./latexCommandReader";
import { findNodeStart, LatexCursor, type LatexNode, sliceNodes } from "./latexCursor";
import { LATEX_DISPLAYS, LATEX_ENVIRONMENTS, LATEX_TABLES } from "./latexEnvironments";
import { findDisplayStop, LATEX_PATTERNS } from "./latexPatterns";
import { HIDDEN } from "./maskLatex";

type Nodes = readonly LatexNode[];

/** UTF-16 units behind a display within which the next word starts, indentation included. */
const NEXT_WORD_LENGTH = 40;
const WORD_PARTS = new RegExp(`${HIDDEN}+|[^${HIDDEN}]+`, "g");
const TYPEWRITER = new Set(["tt", "ttfamily"]);
/** The signature of an unknown environment: an argument that looks like prose is a block. */
const UNKNOWN_ENVIRONMENT = "OTT";

/** Reads the parser's tree of a chunk of a document. */
export class LatexTreeReader {
  readonly #text: string;
  readonly #blocks = new LatexBlockBuilder();
  /** In a table "\\" ends a cell. */
  #isInTable: boolean;
  readonly #commands: LatexCommandReader;

  /**
   * @param text - The masked text that was parsed.
   * @param texts - Texts of the commands that the document defines.
   */
  constructor(text: string, isInTable: boolean, texts: LatexTexts) {
    this.#text = text;
    this.#isInTable = isInTable;
    this.#commands = new LatexCommandReader({
      text,
      blocks: this.#blocks,
      texts,
      read: (content) => this.#readNodes(content),
    });
  }

  read(nodes: Nodes): readonly Prose[] {
    this.#readNodes(nodes);
    return this.#blocks.finish();
  }

  #readNodes(nodes: Nodes): void {
    this.#readAll(new LatexCursor(nodes, this.#text));
  }

  #readAll(nodes: LatexCursor): void {
    for (let node = nodes.next(); node !== undefined; node = nodes.next()) this.#readNode(node, nodes);
  }

  #readNode(node: LatexNode, nodes: LatexCursor): void {
    switch (node.type) {
      case "string":
        this.#readString(node.content, findNodeStart(node), nodes);
        break;
      case "macro":
        this.#readMacro(node.content, findNodeStart(node), nodes);
        break;
      case "group":
        this.#readGroup(node.content);
        break;
      case "whitespace":
        this.#blocks.addSpace(this.#slice(node) === " " ? findNodeStart(node) : undefined);
        break;
      case "comment":
        // Its text includes the line break before or behind it.
        if (/^\s/.test(this.#slice(node))) this.#blocks.addSpace();
        break;
      case "inlinemath":
        this.#readInlineMath(node);
        break;
      case "displaymath":
      case "mathenv":
        this.#readDisplay(node, nodes);
        break;
      case "verb":
        this.#blocks.addWord(CODE_WORD);
        break;
      case "environment":
        this.#readEnvironment(node, nodes);
        break;
      default:
        this.#blocks.finishBlock();
    }
  }

  #readString(content: string, start: number | undefined, nodes: LatexCursor): void {
    const quote = content === "`" || content === "'" ? content : undefined;
    if (content === "~") this.#blocks.addSpace();
    else if (content === "&") this.#blocks.finishBlock("cell");
    else if (content === "{" || content === "}") this.#blocks.drop();
    else if (content === "-" && this.#text.startsWith("-", nodes.end))
      this.#blocks.addPlaceless(nodes.take(/--?/y) === "-" ? "–" : "—");
    else if (quote !== undefined && this.#text.startsWith(quote, nodes.end)) {
      nodes.take(/[`']/y);
      this.#blocks.addPlaceless('"');
    } else if (content === "`") this.#blocks.addPlaceless("'");
    else if (start !== undefined && this.#text.startsWith(content, start)) this.#readWord(content, start);
    else this.#blocks.drop();
  }

  #readWord(content: string, start: number): void {
    for (const { 0: part, index } of content.matchAll(WORD_PARTS)) {
      if (part.startsWith(HIDDEN)) this.#blocks.addWord(CODE_WORD);
      else this.#blocks.add(part, start + index);
    }
  }

  #readGroup(content: Nodes): void {
    const [first] = content;
    if (first?.type === "macro" && TYPEWRITER.has(first.content)) this.#blocks.addWord(CODE_WORD);
    else this.#readNodes(content);
  }

  /** A formula that is only a superscript or subscript is part of the word before it: "the 1$^{st}$", "H$_2$O". */
  #readInlineMath(node: LatexNode): void {
    const script = /^(?:\$|\\\()\s*[\^_]\s*\{?\s*(?<word>[\p{L}\p{N}]*)/u.exec(this.#slice(node));
    const word = script?.groups?.["word"] ?? "";
    if (script === null) this.#blocks.addWord(MATH_WORD);
    else this.#blocks.add(word, (findNodeStart(node) ?? 0) + script[0].length - word.length);
  }

  #readDisplay(node: LatexNode, nodes: LatexCursor): void {
    if (this.#blocks.isEmpty) return;
    this.#blocks.addSpace();
    this.#blocks.addWord(MATH_WORD);
    const end = findDisplayStop(this.#slice(node));
    const next = this.#text.slice(nodes.end, nodes.end + NEXT_WORD_LENGTH);
    // Authors leave out the stop at the end of a display.
    if (end === undefined && /^\s+\p{Lu}/u.test(next)) this.#blocks.addPlaceless(".");
    if (end !== undefined) this.#blocks.add(end.stop, (findNodeStart(node) ?? 0) + end.offset);
    this.#blocks.addSpace();
  }

  #readEnvironment(node: LatexNode & { readonly content: Nodes }, following: LatexCursor): void {
    const name = readEnvironmentName(this.#slice(node));
    if (LATEX_DISPLAYS.has(name.replace("*", ""))) {
      this.#readDisplay(node, following);
      return;
    }
    const isInTable = this.#isInTable;
    const nodes = new LatexCursor(node.content, this.#text);
    this.#openEnvironment(name, nodes);
    this.#readAll(nodes);
    this.#blocks.finishBlock();
    this.#isInTable = isInTable;
  }

  #openEnvironment(name: string, nodes: LatexCursor): void {
    this.#blocks.finishBlock();
    nodes.take(LATEX_PATTERNS.overlay);
    this.#commands.readArguments(LATEX_ENVIRONMENTS.get(name) ?? UNKNOWN_ENVIRONMENT, nodes);
    this.#isInTable ||= LATEX_TABLES.has(name);
  }

  /** Reads the begin of an environment whose end is in another chunk. */
  #readBegin(nodes: LatexCursor): void {
    const name = sliceNodes(nodes.takeGroup() ?? [], this.#text);
    if (LATEX_DISPLAYS.has(name.replace("*", ""))) nodes.skipAll();
    else this.#openEnvironment(name, nodes);
  }

  #readEnd(nodes: LatexCursor): void {
    const name = sliceNodes(nodes.takeGroup() ?? [], this.#text);
    if (LATEX_TABLES.has(name)) this.#isInTable = false;
    this.#blocks.finishBlock();
  }

  #readMacro(name: string, start: number | undefined, nodes: LatexCursor): void {
    if (name === "begin") this.#readBegin(nodes);
    else if (name === "end") this.#readEnd(nodes);
    else if (name === "\\") this.#readRowEnd(nodes);
    else this.#commands.read(name, start, nodes);
  }

  #readRowEnd(nodes: LatexCursor): void {
    nodes.take(LATEX_PATTERNS.rowEnd);
    if (this.#isInTable) this.#blocks.finishBlock("cell");
    else this.#blocks.addSpace();
  }

  #slice({ position }: LatexNode): string {
    return position === undefined ? "" : this.#text.slice(position.start.offset, position.end.offset);
  }
}

/** The name from the source: the parser's is not always a string. */
function readEnvironmentName(source: string): string {
  return /^\\begin\s*\{([^{}]*)\}/.exec(source)?.[1] ?? "";
}
