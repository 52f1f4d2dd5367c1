import { LINK_WORD } from "../../markup/placeholders";
import type { ProseKind } from "../../spans/sentence";
import type { LatexBlockBuilder } from "./latexBlockBuilder";
import { type LatexCursor, type LatexNode, sliceNodes } from "./latexCursor";
import {
  CITING,
  DEFINING,
  LATEX_BREAKS,
  LATEX_CITATIONS,
  LATEX_LENGTHS,
  LATEX_MACROS,
  LATEX_SPACES,
  type LatexMacro,
  REFERRING,
} from "./latexMacros";
import { LATEX_PATTERNS, looksLikeText, looksLikeWord } from "./latexPatterns";
import { composeAccent, isAccent, LATEX_LETTERS, LATEX_SYMBOLS } from "./latexSymbols";
import { HIDDEN } from "./maskLatex";

/** The texts that commands without arguments stand for, by their names. */
export type LatexTexts = ReadonlyMap<string, string>;

type Nodes = readonly LatexNode[];

const ESCAPED = new Set(["%", "&", "_", "#", "$", "{", "}"]);

export interface LatexCommandOptions {
  /** The masked text that was parsed. */
  readonly text: string;
  readonly blocks: LatexBlockBuilder;
  /** Texts of the commands that the document defines. */
  readonly texts: LatexTexts;
  /** Reads the text of an argument. */
  readonly read: (nodes: Nodes) => void;
}

/** Reads commands with their arguments, except those that depend on environments and tables. */
export class LatexCommandReader {
  readonly #text: string;
  readonly #blocks: LatexBlockBuilder;
  readonly #texts: LatexTexts;
  readonly #read: (nodes: Nodes) => void;
  /** Commands that `LATEX_MACROS` cannot describe. */
  readonly #special = new Map<string, (nodes: LatexCursor) => void>([
    ["item", (nodes) => this.#readItem(nodes)],
    ["footnote", (nodes) => this.#readFootnote(nodes)],
    ["enquote", (nodes) => this.#readQuote(nodes)],
    ["input", (nodes) => this.#skipFileName(nodes)],
    ["let", (nodes) => void nodes.take(LATEX_PATTERNS.let)],
    ...["def", "edef", "gdef", "xdef"].map(
      (name) => [name, (nodes: LatexCursor) => this.#skipDefinition(nodes)] as const,
    ),
    ...LATEX_LENGTHS.map((name) => [name, (nodes: LatexCursor) => void nodes.take(LATEX_PATTERNS.length)] as const),
  ]);

  constructor({ text, blocks, texts, read }: LatexCommandOptions) {
    this.#text = text;
    this.#blocks = blocks;
    this.#texts = texts;
    this.#read = read;
  }

  /**
   * @param start - Where the command stands.
   * @param nodes - Stands behind the command.
   */
  read(name: string, start: number | undefined, nodes: LatexCursor): void {
    const special = this.#special.get(name);
    const macro = LATEX_MACROS.get(name);
    const symbol = LATEX_SYMBOLS.get(name);
    if (special !== undefined) {
      special(nodes);
      return;
    }
    if (LATEX_BREAKS.has(name)) this.#blocks.finishBlock();
    else if (LATEX_SPACES.has(name)) this.#blocks.addSpace();
    else if (LATEX_CITATIONS.has(name)) this.#readCitation(nodes);
    else if (LATEX_LETTERS.has(name) || isAccent(name)) this.#readLetter(name, nodes);
    else if (symbol !== undefined) this.#blocks.addPlaceless(symbol);
    else if (ESCAPED.has(name) && start !== undefined) this.#blocks.add(name, start + 1);
    else if (macro !== undefined) this.#readKnown(macro, nodes);
    else if (this.#texts.has(name)) this.#blocks.addPlaceless(this.#texts.get(name) ?? "");
    else if (/^[a-zA-Z]/.test(name)) this.#readUnknown(name, start, nodes);
    else this.#blocks.drop();
  }

  #readKnown({ signature, word }: LatexMacro, nodes: LatexCursor): void {
    this.readArguments(signature, nodes);
    if (word === "") this.#blocks.drop();
    else this.#blocks.addWord(word);
  }

  /** @param signature - See `LatexMacro`. */
  readArguments(signature: string, nodes: LatexCursor): void {
    for (const kind of signature) {
      if (kind === "s") nodes.take(LATEX_PATTERNS.star);
      else if (kind === "o") nodes.takeOptional();
      else if (kind === "O") this.#readTextBlock(nodes.takeOptional());
      else if (kind === "T") this.#readTextBlock(nodes.takeNextGroup());
      else if (kind === "b") this.#readBlock(nodes.takeGroup());
      else if (kind === "h") this.#readBlock(nodes.takeGroup(), "heading");
      else if (kind === "t") this.#read(nodes.takeGroup() ?? []);
      else if (nodes.takeGroup() === undefined) nodes.takeMacro();
    }
  }

  #readBlock(content: Nodes | undefined, kind?: ProseKind): void {
    if (content === undefined) return;
    this.#blocks.finishBlock();
    this.#read(content);
    this.#blocks.finishBlock(kind);
  }

  #readTextBlock(content: Nodes | undefined): void {
    if (content !== undefined && looksLikeText(sliceNodes(content, this.#text))) this.#readBlock(content);
  }

  #readItem(nodes: LatexCursor): void {
    this.#blocks.finishBlock();
    nodes.take(LATEX_PATTERNS.overlay);
    this.#readBlock(nodes.takeOptional());
  }

  /**
   * Prose ascends in the document, so a footnote inside a sentence cannot be read: the sentence goes on behind it. A
   * footnote at the end of a sentence is a block, and so is the text that follows it.
   */
  #readFootnote(nodes: LatexCursor): void {
    nodes.takeOptional();
    const content = nodes.takeGroup();
    this.#blocks.drop();
    if (content === undefined) return;
    const end = this.#blocks.isEmpty || this.#blocks.endsSentence ? undefined : nodes.take(LATEX_PATTERNS.sentenceEnd);
    if (end === undefined && !this.#blocks.isEmpty && !this.#blocks.endsSentence) return;
    // The stop stands behind the footnote in the document, so here it has no place.
    this.#blocks.addPlaceless(end ?? "");
    this.#readBlock(content);
  }

  #readQuote(nodes: LatexCursor): void {
    nodes.take(LATEX_PATTERNS.star);
    this.#blocks.addPlaceless('"');
    this.#read(nodes.takeGroup() ?? []);
    this.#blocks.addPlaceless('"');
  }

  #skipDefinition(nodes: LatexCursor): void {
    nodes.take(LATEX_PATTERNS.defined);
    nodes.takeGroup();
    this.#blocks.drop();
  }

  #skipFileName(nodes: LatexCursor): void {
    if (nodes.takeGroup() === undefined) nodes.take(LATEX_PATTERNS.fileName);
    this.#blocks.drop();
  }

  #readLetter(name: string, nodes: LatexCursor): void {
    const letter = LATEX_LETTERS.get(name);
    this.#blocks.addPlaceless(letter ?? composeAccent(name, this.#takeLetter(nodes)));
    if (letter !== undefined) nodes.take(/[ \t]+/y);
  }

  /** The letter below an accent: a letter, one in braces, or a command for one. */
  #takeLetter(nodes: LatexCursor): string {
    const source =
      nodes.take(/[ \t]*(?:[^\\{}\s]|\\[a-zA-Z]+[ \t]*)/uy) ?? sliceNodes(nodes.takeGroup() ?? [], this.#text);
    const letter = source.replaceAll(HIDDEN, "").trim();
    return letter.startsWith("\\") ? (LATEX_LETTERS.get(letter.slice(1)) ?? "") : letter;
  }

  #readCitation(nodes: LatexCursor): void {
    const { needsNoun, endsSentence } = this.#blocks;
    this.readArguments("soom", nodes);
    if (needsNoun || (endsSentence && /^~?\s+\p{Ll}/u.test(this.#text.slice(nodes.end, nodes.end + 8))))
      this.#blocks.addWord(LINK_WORD);
    else this.#blocks.drop();
  }

  #readUnknown(name: string, start: number | undefined, nodes: LatexCursor): void {
    nodes.take(LATEX_PATTERNS.overlay);
    if (CITING.test(name)) {
      this.#readCitation(nodes);
      return;
    }
    const isReference = REFERRING.test(name);
    if (isReference || DEFINING.test(name)) this.#skipArguments(nodes);
    else if (nodes.take(LATEX_PATTERNS.setting) === undefined) this.#readUnknownArguments(name, start, nodes);
    if (isReference) this.#blocks.addWord(LINK_WORD);
    else this.#blocks.drop();
  }

  #skipArguments(nodes: LatexCursor): void {
    nodes.take(LATEX_PATTERNS.star);
    nodes.takeMacro();
    while (nodes.takeOptional() !== undefined || nodes.takeGroup() !== undefined);
  }

  #readUnknownArguments(name: string, start: number | undefined, nodes: LatexCursor): void {
    nodes.take(LATEX_PATTERNS.star);
    const groups = takeNextGroups(nodes);
    const [first] = groups;
    const isWord = groups.length === 0 ? this.#text.startsWith("\\ ", nodes.end) : first?.length === 0;
    if (isWord && groups.length < 2 && start !== undefined && /^[a-zA-Z]{2,}$/.test(name)) {
      // "\BERT{}" and "\BERT\ " stand for a word, which is often the name.
      this.#blocks.add(name, start + 1);
      return;
    }
    for (const group of groups) {
      const source = sliceNodes(group, this.#text);
      const isWordAlone = groups.length === 1 && (looksLikeWord(source) || this.#texts.has(source.slice(1)));
      if (!isWordAlone && !looksLikeText(source)) continue;
      if (group !== first) this.#blocks.addSpace();
      this.#read(group);
    }
  }
}

/** The arguments in braces that follow without a space; those in brackets between them are skipped. */
function takeNextGroups(nodes: LatexCursor): readonly Nodes[] {
  const groups: Nodes[] = [];
  for (;;) {
    const group = nodes.takeNextGroup();
    if (group !== undefined) groups.push(group);
    else if (nodes.takeNextOptional() === undefined) return groups;
  }
}
