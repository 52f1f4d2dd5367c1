import { ProseBuilder, ProseSlicer } from "../../markup/proseBuilder";
import type { PlacedText } from "../../markup/readMarkup";
import type { Prose } from "../../spans/sentence";
import { CodeFinder } from "./codeFinder";
import type { CodeLanguage } from "./codeLanguages";
import { CommentLines } from "./commentLines";
import { DocstringReader } from "./docstringReader";
import { measureEntry } from "./docstringSections";
import { listInlineMarkup } from "./listInlineMarkup";
import { PageBuilder } from "./pageBuilder";
import { cutText, measureIndent, trimStart } from "./placedLine";
import { readTag, type Tag, type TagRest } from "./readTag";

/** HTML tags at the start of a line that hold blocks: in Markdown they could open one that is not read. */
const HTML =
  /^\s*(?:<\/?(?!(?:a|abbr|b|big|c|cite|code|del|dfn|em|i|ins|kbd|mark|paramref|q|s|samp|see|small|span|strong|sub|sup|tt|typeparamref|u|var)\b)[a-z][^<>]*>[ \t]*)+/i;
const FENCE = /^\s*(`{3,}|~{3,}(?!~))[^`]*$/;
/** An option of a directive. */
const OPTION = /^\s*:[\w-]+:(?:\s|$)/;
/** Opens a block of code within a line. */
const ELEMENT = /<(pre|code|programlisting|codeblock|screen|source)\b[^<>]*>|\{\{\{/gi;
/** Lines without a word: brackets, and characters behind a backslash. */
const WORDLESS = /^[\s{}()[\]<>,;|]*$|^(?:\s*\\\w)+\s*$/;
/** Tags that Python knows: any other "@" there names a decorator. */
const PYTHON_TAG =
  /^\s*@(?:author|brief|bug|code|cvar|deprecated|details|exception|group|ivar|keyword|note|param|raises?|returns?|rtype|see|since|summary|throws|todo|type|var|verbatim|version|warning|yields?)\b/;
/** A tag behind the end of a sentence: all of a short comment may stand in one line. */
const TAG_BEHIND =
  /(?<=[.!?])[ \t]+(?=[@\\](?:exception|note|param|retval|returns?|see|since|throws|tparam|warning)\b)/g;

/**
 * Writes the text of comments as Markdown: without code, tags, names and types. Its runs say where its characters stand
 * in the document.
 */
export function writeCommentPage(lines: readonly PlacedText[], language: CodeLanguage): Prose | undefined {
  const page = new PageWriter(lines, language).write();
  if (page === undefined) return undefined;
  const markup = listInlineMarkup(page.text, language);
  if (markup.length === 0) return page;
  const builder = new ProseBuilder();
  const slicer = new ProseSlicer(page);
  let from = 0;
  for (const { start, end, word } of markup) {
    slicer.addTo(builder, { start: from, end: start });
    builder.addPlaceless(word);
    // No two spaces where a mark stood between them.
    from =
      word === "" && /(?:^|\s)$/.test(page.text.charAt(start - 1)) && page.text.charAt(end) === " " ? end + 1 : end;
  }
  slicer.addTo(builder, { start: from, end: page.text.length });
  return builder.finish();
}

class PageWriter {
  readonly #language: CodeLanguage;
  readonly #lines: CommentLines;
  readonly #page = new PageBuilder();
  readonly #code: CodeFinder;
  readonly #docstring: DocstringReader | undefined;
  /** Ends the block of code that is open. */
  #until: RegExp | undefined;
  #fence: string | undefined;
  #skipped: Exclude<TagRest, "read" | RegExp> | undefined;

  constructor(lines: readonly PlacedText[], language: CodeLanguage) {
    this.#language = language;
    this.#lines = new CommentLines(lines.flatMap(splitAtTag));
    this.#code = new CodeFinder(language);
    if (language === "python") this.#docstring = new DocstringReader(this.#lines, this.#page, this.#code);
  }

  write(): Prose | undefined {
    for (const [index, line] of this.#lines.read()) this.#writeLine(line, index);
    return this.#page.finish();
  }

  #writeLine(whole: PlacedText, index: number): void {
    const line = this.#until === undefined ? whole : this.#closeBlock(whole, this.#until);
    if (line === undefined || this.#writeFence(line)) return;
    if (line.text.trim() === "") {
      if (this.#skipped !== "example") this.#skipped = undefined;
      this.#page.addBlank();
    } else if (!this.#code.isCode(line.text, this.#page.isBreak)) {
      const rest = this.#docstring === undefined ? line : this.#docstring.read(line, index);
      if (rest !== undefined) this.#writeText(rest, index, measureIndent(line.text));
    }
  }

  /** What stands behind the end of the block that is open; `undefined` if nothing does. */
  #closeBlock(line: PlacedText, until: RegExp): PlacedText | undefined {
    const end = until.exec(line.text);
    if (end === null) return undefined;
    this.#until = undefined;
    const rest = cutText(line, end.index + end[0].length);
    return rest.text.trim() === "" ? undefined : rest;
  }

  /** A fence is as Markdown says, but for the indentation of a section. */
  #writeFence(line: PlacedText): boolean {
    const fence = FENCE.exec(line.text)?.[1];
    if (this.#fence === undefined) {
      if (fence === undefined || this.#skipped !== undefined) return false;
      this.#fence = fence;
      this.#page.add(trimStart(line));
      return true;
    }
    if (fence?.startsWith(this.#fence) === true && line.text.trim() === fence) {
      this.#fence = undefined;
      this.#page.add(trimStart(line));
    } else this.#page.add(line);
    return true;
  }

  #writeText(line: PlacedText, index: number, indent: number): void {
    const isDecorator = this.#language === "python" && /^\s*@/.test(line.text) && !PYTHON_TAG.test(line.text);
    const tag = isDecorator ? undefined : readTag(line.text, this.#language);
    if (tag !== undefined) this.#writeTag(line, tag, index);
    else if (!this.#isSkipped(line.text) && !this.#openElement(line, index)) this.#writeProse(line, index, indent);
  }

  #writeTag(line: PlacedText, { length, rest }: Tag, index: number): void {
    this.#page.break();
    this.#skipped = undefined;
    this.#code.passTag(line.text);
    if (rest instanceof RegExp) {
      if (!rest.test(line.text) && this.#lines.hasEnd(rest, index)) this.#until = rest;
    } else if (rest === "read") {
      if (this.#skipOpenType(line, length, index)) return;
      this.#page.add(cutText(line, length));
      this.#writeBraces(line, index);
    } else {
      this.#skipped = rest;
      if (rest === "line" && this.#skipOpenType(line, line.text.length, index)) this.#lines.skip();
    }
  }

  /** A type in braces that goes on over several lines. */
  #skipOpenType(line: PlacedText, length: number, index: number): boolean {
    const end = this.#lines.findEndBelow(index, line.text.slice(0, length + 1).indexOf("{"));
    if (end === undefined) return false;
    // The names behind the type are read as if all stood in one line.
    const before = this.#lines.join(index, end.index - 1).length + 1;
    const tag = readTag(this.#lines.join(index, end.index), this.#language);
    this.#lines.moveTo({ index: end.index, length: Math.max(end.length, (tag?.length ?? 0) - before) });
    return true;
  }

  /** An inline tag that goes on over several lines: its lines stand together, so that its end is found. */
  #writeBraces(line: PlacedText, index: number): void {
    const end = this.#lines.findEndBelow(index, line.text.lastIndexOf("{@"));
    if (end !== undefined) for (const inner of this.#lines.take(end.index)) this.#page.add(trimStart(inner));
  }

  /** Whether a line belongs to what is not read. */
  #isSkipped(text: string): boolean {
    if (this.#skipped === "line") this.#skipped = undefined;
    // YARD: what belongs to an example is indented.
    if (this.#skipped === "example" && this.#language === "ruby" && measureIndent(text) === 0)
      this.#skipped = undefined;
    // Go: the rest of the comment is what the example prints.
    if (this.#language === "go" && /^\s*(?:unordered )?output:\s*$/i.test(text)) this.#skipped = "example";
    return this.#skipped !== undefined || (this.#language === "python" && OPTION.test(text));
  }

  /** Opens a block of code that begins in this line and goes on behind it. */
  #openElement(line: PlacedText, index: number): boolean {
    const found = [...line.text.matchAll(ELEMENT)].at(-1);
    if (found === undefined) return false;
    const closing = found[1] === undefined ? /\}\}\}/ : new RegExp(`</${found[1]}\\s*>`, "i");
    const rest = line.text.slice(found.index + found[0].length);
    // What is not closed is open to the end, unless a sentence only speaks of it.
    const isAlone = rest.trim() === "" || rest.trim() === "{@code";
    if (closing.test(rest) || !(isAlone || this.#lines.hasEnd(closing, index + 1))) return false;
    const before = { text: line.text.slice(0, found.index), start: line.start };
    if (before.text.trim() !== "") this.#writeProse(before, index, measureIndent(line.text));
    this.#page.break();
    this.#until = closing;
    return true;
  }

  #writeProse(line: PlacedText, index: number, indent: number): void {
    const mark = WORDLESS.test(line.text) ? line.text.length : measureMark(line.text, this.#language);
    if (mark > 0) this.#page.break();
    const rest = cutText(line, mark);
    // reStructuredText: two colons announce code, and one is shown.
    const isAnnounced = this.#language === "python" && /::\s*$/.test(rest.text);
    if (isAnnounced) this.#code.openLiteral(indent);
    const shown = isAnnounced ? { ...rest, text: rest.text.replace(/(?<=\S:):\s*$|^\s*::\s*$/, "") } : rest;
    this.#page.add(this.#code.isHelp ? trimStart(shown) : shown);
    if (this.#language === "ruby" && mark > 0) this.#page.break();
    this.#writeBraces(line, index);
  }
}

/** Length of what opens a paragraph without being part of it. */
function measureMark(text: string, language: CodeLanguage): number {
  if (language === "ruby" && /^=+\s/.test(text)) return text.search(/[^=\s]|$/);
  if (language === "r" && /^\s*\\item\b/.test(text)) return text.indexOf("\\item") + "\\item".length;
  const html = HTML.exec(text);
  if (html !== null) return html[0].length;
  // An entry of a list of parameters or the like, indented below the list's title: "items (list): What they are."
  return /^[ \t]{2,}/.test(text) ? measureEntry(text) : 0;
}

function splitAtTag(line: PlacedText): readonly PlacedText[] {
  const starts = [0, ...Array.from(line.text.matchAll(TAG_BEHIND), ({ index }) => index)];
  return starts.map((start, part) => ({ text: line.text.slice(start, starts[part + 1]), start: line.start + start }));
}
