import type { MarkupRule } from "../../markup/listMarkup";
import { type PlacedText, readMarkup } from "../../markup/readMarkup";
import { cutLine, readSourceLines, type SourceLine } from "../../markup/sourceLine";
import type { Prose, ProseKind } from "../../spans/sentence";
import { ASCIIDOC_RULES, OLD_ASCIIDOC_RULES } from "./asciidocRules";
import { type AsciidocCell, listAsciidocCells, listAsciidocColumns } from "./listAsciidocCells";
import { resolveConditions } from "./resolveConditions";

const SECTION = /^(?:={1,6}|#{1,6})[ \t]+(?=\S)/;
/** The mark that may close a title. Matching starts at the first of several spaces: from each, tabs took the square of the time. */
const CLOSING_MARK = /(?<![ \t])[ \t]+[=#]+$/;
/** A line that says how the next block is to be read, or names it. */
const ATTRIBUTES = /^\[(?:\[[^\]]*\]|[^\]]*)\]$/;
const TITLE = /^\.(?![.\s])/;
const ATTRIBUTE_ENTRY = /^:!?[\w-]+!?:(?:\s|$)/;
const BLOCK_MACRO = /^[a-z][\w-]*::[^\s[]*\[.*\]$/i;
const COMMENT = /^\/\/(?!\/)/;
const LINE_BREAK = /[ \t]\+$/;
const BREAK = /^(?:'{3,}|-{3}|- - -|\*{3}|<{3,})$/;
/** Delimiters of blocks that hold other blocks, and of verbatim ones. */
const [CONTAINER, VERBATIM] = [/^(?:={4,}|\*{4,}|_{4,}|--)$/, /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3}\S*|[,:]={3,})$/];
const TABLE = /^[|!]={3,}$/;
const UNDERLINE = /^(?:=+|-+|~+|\^+|\++)$/;
const LIST = /^(?:\*{1,5}|-|\.{1,5}|\d{1,9}\.|[a-zA-Z]\.|[ivxIVX]{1,9}\)|<(?:\d{1,9}|\.)>)[ \t]+(?=\S)/;
const CHECK = /^\[[ xX*]\][ \t]+(?=\S)/;
const TERM = /^(?<term>.*?\S)(?::{2,4}|;;)(?:[ \t]+(?=\S)|$)/;
const ADMONITION = /^(?:CAUTION|IMPORTANT|NOTE|TIP|WARNING):[ \t]+(?=\S)/;
/** Styles of blocks without prose. Behind them stand the names of drawings that Asciidoctor Diagram and Kroki know. */
const UNREAD = new RegExp(
  String.raw`^\[(?:${[
    "source|listing|literal|stem|latexmath|asciimath|pass|comment|verse",
    "a2s|actdiag|barcode|blockdiag|bpmn|bytefield|c4plantuml|d2|dbml|diagrams|ditaa|dpic|erd|excalidraw|gnuplot",
    "graphviz|lilypond|meme|mermaid|msc|nomnoml|nwdiag|packetdiag|penrose|pikchr|pintora|plantuml|qrcode|rackdiag",
    "salt|seqdiag|smcat|structurizr|svgbob|symbolator|syntrax|tikz|umlet|vega|vegalite|wavedrom|wireviz",
  ].join("|")})(?![\w-])`,
);
/** A line that is nothing but a link. */
const LINK = /^(?:<<[^<>]+>>|(?:link|xref|https?|mailto):[^\s[\]]*\[[^[\]]*\])$/;
const COLUMNS = /\bcols=(?:"(?<quoted>[^"]{0,500})"|(?<plain>[^,\]"]{1,60}))/;
const SEPARATOR = /\bseparator="?(?<sign>[^\s\w"\]])/;
const HEADER = /%header\b|\bopt(?:ion)?s="?[^"\]]{0,100}\bheader\b/;
/** Cells of these styles hold code. */
const UNREAD_CELL = /[lm]/;
/** Nobody nests tables deeper. */
const DEEPEST_TABLE = 3;

/**
 * The prose of an AsciiDoc document; see `extractProse`. Titles, list items, terms, notes and table cells are blocks.
 * Includes are not followed, and conditions on attributes are taken to hold.
 */
export function extractAsciidoc(text: string): readonly Prose[] {
  return new AsciidocReader(resolveConditions(readSourceLines(text))).read();
}

interface AsciidocReaderOptions {
  readonly rules?: readonly MarkupRule[];
  /** Tables around the lines. */
  readonly depth?: number;
}

class AsciidocReader {
  readonly #lines: readonly (SourceLine | undefined)[];
  readonly #blocks: Prose[] = [];
  readonly #depth: number;
  #rules: readonly MarkupRule[];
  #at = 0;
  /** The next block has a style that is not read. */
  #isUnread = false;
  /** The attributes of the next block, as they are written. */
  #attributes = "";
  /** An indented line that comes next belongs to a list. */
  #isInList = false;

  constructor(
    lines: readonly (SourceLine | undefined)[],
    { rules = ASCIIDOC_RULES, depth = 0 }: AsciidocReaderOptions = {},
  ) {
    this.#lines = lines;
    this.#rules = rules;
    this.#depth = depth;
  }

  read(): readonly Prose[] {
    this.#readHeader();
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at];
      if (line === undefined) this.#at += 1;
      else this.#readBlock(line);
    }
    return this.#blocks;
  }

  /** Skips the lines below the document's title: authors, revision, attributes. */
  #readHeader(): void {
    while (this.#isPassedBeforeTitle(this.#lines[this.#at])) this.#at += 1;
    const [title, below] = this.#lines.slice(this.#at, this.#at + 2);
    if (title === undefined) return;
    if (/^[=#][ \t]/.test(title.text)) this.#readSection(title);
    else if (isUnderlined(title, below) && below?.text.startsWith("=")) {
      this.#rules = OLD_ASCIIDOC_RULES;
      this.#readSection(title);
    } else return;
    this.#at = this.#computeParagraphEnd();
  }

  #isPassedBeforeTitle(line: SourceLine | undefined): boolean {
    if (this.#at >= this.#lines.length) return false;
    return line === undefined || ATTRIBUTE_ENTRY.test(line.text) || COMMENT.test(line.text);
  }

  #readBlock(line: SourceLine): void {
    const { text, column } = line;
    if (!ATTRIBUTES.test(text) && !TITLE.test(text) && !TABLE.test(text)) this.#attributes = "";
    if (isPassed(text) || text === "+") this.#passLine(line);
    else if (isBlockStart(line)) this.#readStart(line);
    else if (this.#isUnread) this.#passParagraph();
    else if (column === 0 && TITLE.test(text)) this.#readLine(cutLine(line, 1));
    else if (column > 0 || !this.#readSection(line)) this.#readMarked(line);
  }

  #readStart(line: SourceLine): void {
    const { text } = line;
    if (ATTRIBUTES.test(text)) {
      this.#isUnread = UNREAD.test(text) || this.#isUnread;
      this.#attributes = text;
      this.#at += 1;
    } else if (VERBATIM.test(text) || (this.#isUnread && CONTAINER.test(text))) this.#passDelimited(text);
    else if (TABLE.test(text)) this.#readTable(line);
    else this.#at += 1;
  }

  /** An attribute may continue on the next line. */
  #passLine({ text }: SourceLine): void {
    this.#at += 1;
    if (!ATTRIBUTE_ENTRY.test(text)) return;
    for (let last = text; /\s\\$/.test(last) && this.#lines[this.#at] !== undefined; this.#at += 1) {
      last = this.#lines[this.#at]?.text ?? "";
    }
  }

  #passDelimited(delimiter: string): void {
    const closing = /^`+/.exec(delimiter)?.[0] ?? delimiter;
    this.#isUnread = false;
    do this.#at += 1;
    while (this.#at < this.#lines.length && !isLine(this.#lines[this.#at], closing));
    this.#at += 1;
  }

  #passParagraph(): void {
    this.#isUnread = false;
    do this.#at += 1;
    while (!this.#isEndOfParagraph());
  }

  #isEndOfParagraph(): boolean {
    const line = this.#lines[this.#at];
    return line === undefined || line.text === "+" || isBlockStart(line);
  }

  #computeParagraphEnd(): number {
    let at = this.#at;
    while (this.#lines[at] !== undefined) at += 1;
    return at;
  }

  #readTable({ text }: SourceLine): void {
    const start = this.#at + 1;
    const attributes = this.#attributes;
    this.#attributes = "";
    this.#passDelimited(text);
    const lines = this.#lines.slice(start, this.#at - 1);
    const { quoted, plain } = COLUMNS.exec(attributes)?.groups ?? {};
    const separator = SEPARATOR.exec(attributes)?.groups?.["sign"] ?? text.charAt(0);
    const styles = listAsciidocColumns(quoted ?? plain ?? "");
    const hasHeader = HEADER.test(attributes);
    for (const cell of listAsciidocCells(lines, { separator, styles, hasHeader })) this.#readCell(cell);
  }

  #readCell({ style, lines }: AsciidocCell): void {
    if (UNREAD_CELL.test(style)) return;
    if (style === "a" && this.#depth < DEEPEST_TABLE) {
      const reader = new AsciidocReader(lines, { rules: this.#rules, depth: this.#depth + 1 });
      for (const block of reader.read()) this.#blocks.push({ kind: "cell", ...block });
      return;
    }
    // A blank line ends a paragraph.
    let paragraph: SourceLine[] = [];
    for (const line of [...lines, undefined]) {
      if (line !== undefined) paragraph.push(line);
      else if (paragraph.length > 0) {
        this.#addBlock(paragraph, "cell");
        paragraph = [];
      }
    }
  }

  #readSection(line: SourceLine): boolean {
    const mark = SECTION.exec(line.text)?.[0].length ?? 0;
    const isUnderlinedTitle = mark === 0 && isUnderlined(line, this.#lines[this.#at + 1]);
    if (mark === 0 && !isUnderlinedTitle) return false;
    this.#isInList = false;
    this.#readLine({ ...cutLine(line, mark), text: line.text.slice(mark).replace(CLOSING_MARK, "") });
    if (isUnderlinedTitle) this.#at += 1;
    return true;
  }

  /** Reads a title. */
  #readLine(line: PlacedText): void {
    this.#addBlock([line], "heading");
    this.#at += 1;
  }

  /** Reads list items, terms, notes and paragraphs. */
  #readMarked(line: SourceLine): void {
    const list = LIST.exec(line.text)?.[0].length ?? 0;
    const term = list === 0 ? TERM.exec(line.text) : null;
    if (term !== null) {
      this.#readTerm(line, term);
      return;
    }
    if (list > 0) {
      const item = cutLine(line, list);
      this.#isInList = true;
      this.#readParagraph(cutLine(item, CHECK.exec(item.text)?.[0].length ?? 0));
      return;
    }
    const isLiteral = line.column > 0 && !this.#isInList;
    if (isLiteral) this.#passParagraph();
    else this.#readParagraph(cutLine(line, ADMONITION.exec(line.text)?.[0].length ?? 0));
  }

  #readTerm(line: SourceLine, { 0: mark, groups }: RegExpExecArray): void {
    this.#isInList = true;
    this.#addBlock([{ text: groups?.["term"] ?? "", start: line.start }]);
    if (mark.length < line.text.length) this.#readParagraph(cutLine(line, mark.length));
    else this.#at += 1;
  }

  #readParagraph(first: SourceLine): void {
    const lines = [first];
    const isItem = this.#isInList;
    for (let line = this.#lines[++this.#at]; line !== undefined; line = this.#lines[++this.#at]) {
      if (this.#isEndOfParagraph() || (isItem && isMarked(line.text))) break;
      if (!COMMENT.test(line.text)) lines.push(line);
    }
    // Behind a blank line, indented text is literal, except below a term.
    this.#isInList = this.#lines[this.#at] !== undefined && isItem;
    this.#addBlock(lines);
  }

  #addBlock(lines: readonly PlacedText[], kind?: ProseKind): void {
    const placed = lines.map(({ text, start }) => ({ text: text.replace(LINE_BREAK, ""), start }));
    const isLink = placed.length === 1 && LINK.test(placed[0]?.text ?? "");
    const prose = readMarkup(placed, this.#rules, kind ?? (isLink ? "link" : undefined));
    if (prose !== undefined) this.#blocks.push(prose);
  }
}

function isPassed(text: string): boolean {
  return [ATTRIBUTE_ENTRY, BLOCK_MACRO, COMMENT, BREAK].some((pattern) => pattern.test(text));
}

function isBlockStart({ column, text }: SourceLine): boolean {
  return column === 0 && [ATTRIBUTES, VERBATIM, CONTAINER, TABLE, BLOCK_MACRO].some((pattern) => pattern.test(text));
}

function isLine(line: SourceLine | undefined, text: string): boolean {
  return line?.column === 0 && line.text === text;
}

function isMarked(text: string): boolean {
  return LIST.test(text) || TERM.test(text);
}

/** Whether the second line underlines the first: a ruler of the same length, give or take one. */
function isUnderlined(line: SourceLine, below: SourceLine | undefined): boolean {
  if (below === undefined || !UNDERLINE.test(below.text) || below.column > 0) return false;
  return Math.abs(line.text.length - below.text.length) <= 1 && /\w/.test(line.text);
}
