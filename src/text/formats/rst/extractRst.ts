import { type PlacedText, readMarkup } from "../../markup/readMarkup";
import { cutLine, readSourceLines, type SourceLine } from "../../markup/sourceLine";
import type { Prose, ProseKind } from "../../spans/sentence";
import { listRstCells } from "./listRstCells";
import { isProseDirective, isTitledDirective } from "./rstDirectives";
import { RST_RULES } from "./rstRules";

/** Nobody goes beyond these: marks count up to this column, and a table without sides ends within this many lines. */
const [DEEPEST, LONGEST_TABLE] = [160, 2000];
const BULLET = /^[-*+•‣⁃](?:[ \t]+|$)/;
const ENUMERATOR =
  /^(?:\((?:\d{1,9}|[a-zA-Z]|[ivxlcdmIVXLCDM]{2,9}|#)\)|(?:\d{1,9}|[a-zA-Z]|[ivxlcdmIVXLCDM]{2,9}|#)[.)])[ \t]+(?=\S)/;
const FIELD = /^:(?![:\s])(?:[^:\\`]|\\.|:(?!\s|$)){1,200}:(?:[ \t]+|$)/;
const OPTION = /^(?:(?:-{1,2}|\/)[\w?][^\s,]{0,60}(?: [<\w][^\s,]{0,60})?(?:, |(?=[ \t]{2}))){1,9}[ \t]{2,}(?=\S)/;
const LINE_BLOCK = /^\|(?:[ \t]+|$)/;
/** Stands before the name of the person who is quoted. */
const ATTRIBUTION = /^(?:-{2,3}|—)[ \t]+(?=\S)/;
const MARKS = [BULLET, FIELD, OPTION, LINE_BLOCK, ATTRIBUTION];
const FOOTNOTE = /^\.\.[ \t]+\[[^\]\s]+\](?:[ \t]+|$)/;
const DIRECTIVE = /^\.\.[ \t]+(?<name>[^\W_][\w.+:-]*?)[ \t]?::(?:[ \t]+|$)/;
const EXPLICIT = /^\.\.(?:[ \t]|$)|^__(?:[ \t]|$)/;
const OPTION_FIELD = /^:[\w-]+:(?:\s|$)/;
const DOCTEST = /^>>>(?:\s|$)/;
const RULER = /^([!-/:-@[-`{-~])\1*$/;
/** A shorter ruler may be a line of text. */
const SHORTEST_RULER = 4;
const QUOTING = /^[!-/:-@[-`{-~]/;
/** A line that is nothing but a link. */
const LINK = /^(?::[\w:.+-]+:)?`(?:[^`\\]|\\.)+`_{0,2}$/;
const LITERAL = /(?:^|(?<!:))::$/;

/** Directives whose first line begins with version numbers, and the numbers. */
const VERSION = /^(?:deprecated|version)/;
const VERSIONS = /^(?:v?\d[\w.+-]*|next)(?:[ \t]+(?:v?\d[\w.+-]*))?(?:[ \t]+|$)/;

/**
 * The prose of a reStructuredText document; see `extractProse`. Titles, list items, terms, fields, notes and table cells
 * are blocks. Directives are read as Sphinx and docutils define them, and so are those of well-known extensions; unknown
 * ones are not read, because most hold code or drawings.
 */
export function extractRst(text: string): readonly Prose[] {
  return new RstReader(readSourceLines(text)).read();
}

class RstReader {
  /** `undefined` for a blank line. */
  readonly #lines: readonly (SourceLine | undefined)[];
  readonly #blocks: Prose[] = [];
  #at = 0;
  /** Text to the right of this column is skipped. */
  #unread: number | undefined;

  constructor(lines: readonly (SourceLine | undefined)[]) {
    this.#lines = lines;
  }

  read(): readonly Prose[] {
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at];
      if (line === undefined || line.column > (this.#unread ?? Infinity)) this.#at += 1;
      else {
        this.#unread = undefined;
        this.#readBlock(line, line.column);
      }
    }
    return this.#blocks;
  }

  /**
   * @param line - The current line without the marks that were read.
   * @param margin - Column of the outermost of those marks: the text that belongs to it may stand anywhere to its right.
   */
  #readBlock(line: SourceLine, margin: number): void {
    const isMarked = line.column > margin;
    if (EXPLICIT.test(line.text) && line.column <= DEEPEST) this.#readExplicit(line);
    else if (DOCTEST.test(line.text)) this.#at = this.#computeParagraphEnd();
    else if (!isMarked && this.#readRuled(line)) return;
    else {
      const mark = measureMark(line, this.#lines[this.#at + 1]);
      if (mark === 0 || line.column > DEEPEST) this.#readParagraph(line, margin);
      else this.#readMarked(line, mark);
    }
  }

  /** @param mark - Length of the mark. The marked text may begin on the next line. */
  #readMarked(line: SourceLine, mark: number): void {
    if (mark === line.text.length) this.#at += 1;
    else this.#readBlock(cutLine(line, mark), line.column);
  }

  /** Reads titles, tables and rulers. @returns Whether the line is one. */
  #readRuled(line: SourceLine): boolean {
    const below = this.#lines[this.#at + 1];
    if (/^\+[-=]+\+/.test(line.text) || /^=+[ ]+=[= ]*$/.test(line.text)) {
      this.#readTable(line);
      return true;
    }
    if (isRuler(line, SHORTEST_RULER)) {
      const isTitle = below !== undefined && this.#lines[this.#at + 2]?.text === line.text;
      if (isTitle) this.#addBlock([below], "heading");
      this.#at += isTitle ? 3 : 1;
      return true;
    }
    const shortest = Math.min(SHORTEST_RULER, line.text.length);
    if (below?.column !== line.column || !isRuler(below, shortest)) return false;
    this.#addBlock([line], "heading");
    this.#at += 2;
    return true;
  }

  #readTable(border: SourceLine): void {
    const end = border.text.startsWith("+")
      ? this.#computeParagraphEnd()
      : (this.#findLastBorder(border) ?? this.#computeParagraphEnd());
    const lines = this.#lines.slice(this.#at, end);
    this.#at = end;
    for (const cell of listRstCells(lines)) {
      for (const block of new RstReader(cell).read()) this.#blocks.push({ kind: "cell", ...block });
    }
  }

  /** The line behind the lower border of a table without sides, which may hold blank lines. */
  #findLastBorder({ column }: SourceLine): number | undefined {
    const end = Math.min(this.#lines.length, this.#at + LONGEST_TABLE);
    for (let at = this.#at + 1; at < end; at += 1) {
      const line = this.#lines[at];
      if (line === undefined) continue;
      if (line.column < column) return undefined;
      if (/^=[= ]*$/.test(line.text) && this.#lines[at + 1] === undefined) return at + 1;
    }
    return undefined;
  }

  #computeParagraphEnd(): number {
    let at = this.#at;
    while (this.#lines[at] !== undefined) at += 1;
    return at;
  }

  #readExplicit(line: SourceLine): void {
    const footnote = FOOTNOTE.exec(line.text)?.[0].length ?? 0;
    const directive = DIRECTIVE.exec(line.text);
    const name = (directive?.groups?.["name"] ?? "").toLowerCase();
    if (footnote > 0) this.#readMarked(line, footnote);
    else if (directive !== null && isProseDirective(name)) {
      this.#readDirective(cutLine(line, directive[0].length), name, line.column);
    } else {
      this.#at += 1;
      // Two dots alone, with nothing right below, are an empty comment: indented text behind it is a quote.
      if (line.text !== ".." || this.#lines[this.#at] !== undefined) this.#unread = line.column;
    }
  }

  /** @param argument - The line behind the directive's name. */
  #readDirective(argument: SourceLine, name: string, column: number): void {
    const version = VERSION.test(name) ? (VERSIONS.exec(argument.text)?.[0].length ?? 0) : 0;
    const title = cutLine(argument, version);
    const isTitled = isTitledDirective(name);
    this.#at += 1;
    const lines = title.text === "" ? [] : [title];
    for (let line = this.#lines[this.#at]; line !== undefined && line.column > column; line = this.#lines[this.#at]) {
      if (OPTION_FIELD.test(line.text)) break;
      // Text right below a directive without an argument is its content.
      if (argument.text === "") return;
      lines.push(line);
      this.#at += 1;
    }
    while ((this.#lines[this.#at]?.column ?? 0) > column) this.#at += 1;
    if (isTitled && lines.length > 0) this.#addParagraph(lines, column);
  }

  /** @param margin - As for `#readBlock`. */
  #readParagraph(first: SourceLine, margin: number): void {
    const lines = [first];
    let expected = first.column > margin ? undefined : first.column;
    for (let line = this.#lines[++this.#at]; line !== undefined; line = this.#lines[++this.#at]) {
      if (expected === undefined && line.column > margin && line.column <= first.column) expected = line.column;
      if (line.column !== expected || isRuler(line, SHORTEST_RULER)) break;
      lines.push(line);
    }
    const isTerm = lines.length === 1 && (this.#lines[this.#at]?.column ?? 0) > first.column;
    // A colon behind a term is followed by its class.
    if (isTerm) this.#addBlock([{ ...first, text: first.text.replace(/ : .*$/, "") }]);
    else this.#addParagraph(lines, margin);
  }

  #addParagraph(lines: readonly SourceLine[], margin: number): void {
    this.#addBlock(lines);
    if (!LITERAL.test(lines.at(-1)?.text ?? "")) return;
    const column = Math.min(...lines.map((line) => line.column));
    this.#passLiteral(lines.length > 1 ? column : Math.min(column, this.#computeBodyColumn(margin)));
  }

  /** The leftmost column of the text that belongs to a mark at column `margin`. */
  #computeBodyColumn(margin: number): number {
    let column = Infinity;
    for (let at = this.#at; at < this.#lines.length; at += 1) {
      const line = this.#lines[at];
      if (line === undefined) continue;
      if (line.column <= margin) break;
      column = Math.min(column, line.column);
    }
    return column;
  }

  /** Skips the literal text, indented or quoted, below a paragraph that ends with two colons. */
  #passLiteral(column: number): void {
    let next = this.#at;
    while (next < this.#lines.length && this.#lines[next] === undefined) next += 1;
    const line = this.#lines[next];
    if (line === undefined) return;
    if (line.column > column) this.#unread = column;
    else if (line.column === column && QUOTING.test(line.text)) {
      this.#at = next;
      this.#at = this.#computeParagraphEnd();
    }
  }

  #addBlock(lines: readonly SourceLine[], kind?: ProseKind): void {
    const isLink = lines.length === 1 && LINK.test(lines[0]?.text ?? "");
    const read = readMarkup(dropLiteralMark(lines), RST_RULES, kind ?? (isLink ? "link" : undefined));
    if (read !== undefined) this.#blocks.push(read);
  }
}

/** Two colons at the end are read as one, and as none where they stand alone. */
function dropLiteralMark(lines: readonly SourceLine[]): readonly PlacedText[] {
  return lines.map(({ text, start }, index) => ({
    start,
    text:
      index === lines.length - 1
        ? text.replace(LITERAL, (_, at: number) => (at === 0 || text.charAt(at - 1) === " " ? "" : ":"))
        : text,
  }));
}

/** Length of the mark of an item, a field, an option or a line of a line block; 0 if there is none. */
function measureMark({ text, column }: SourceLine, next: SourceLine | undefined): number {
  // A paragraph may begin with an initial.
  const isInitial = next?.column === column && !ENUMERATOR.test(next.text);
  for (const mark of isInitial ? MARKS : [ENUMERATOR, ...MARKS]) {
    const found = mark.exec(text);
    if (found !== null) return found[0].length;
  }
  return 0;
}

function isRuler({ text }: SourceLine, shortest: number): boolean {
  return text.length >= shortest && RULER.test(text);
}
