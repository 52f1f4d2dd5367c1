import type { CodeLanguage } from "./codeLanguages";
import { findBracketEnd } from "./findBracketEnd";
import { findSection, isExampleCode, measureEntry, measureResult, type SectionKind } from "./docstringSections";
import { listInlineMarkup } from "./listInlineMarkup";
import { readTag, type TagRest } from "./readTag";
import { ProseBuilder, ProseSlicer } from "../../markup/proseBuilder";
import type { PlacedText } from "../../markup/readMarkup";
import type { Prose } from "../../spans/sentence";

/** HTML tags at the start of a line that hold blocks: in Markdown they could open one that is not read. */
const HTML =
  /^\s*(?:<\/?(?!(?:a|abbr|b|big|c|cite|code|del|dfn|em|i|ins|kbd|mark|paramref|q|s|samp|see|small|span|strong|sub|sup|tt|typeparamref|u|var)\b)[a-z][^<>]*>[ \t]*)+/i;
const FENCE = /^\s*(`{3,}|~{3,})[^`]*$/;
/** Directives of reStructuredText whose content is prose. */
const PROSE_DIRECTIVE =
  /^\s*\.\.[ \t]+(?:admonition|attention|caution|centered|container|danger|deprecated|epigraph|error|figure|highlights|hint|important|note|only|pull-quote|rubric|seealso|sidebar|tip|todo|topic|version(?:added|changed|removed)|warning|\[[^\]]+\])(?:::)?[ \t]*/;
const VERSION = /^v?\d[\w.]*[:,]?[ \t]*/;
/** Any other explicit markup, comments included. */
const DIRECTIVE = /^\s*\.\.(?:\s|$)/;
const OPTION = /^\s*:[\w-]+:(?:\s|$)/;
/** A block that begins within a line, and what ends it. */
const ELEMENT = /<(pre|code|programlisting|codeblock|screen|source)\b[^<>]*>|^\s*(\{\{\{)/i;
/** Facts in the help of a script: "Author: …", and types alone. */
const HELP_FACT =
  /^\s*(?:(?:author|version|date|file ?name|name|created?|creation date|modified|copyright|company|prerequisites?|requires|last edit|website|license)\s*:|\[?\w+(?:\.\w+)+(?:\[\])?\]?\s*$|\[[\w.]+\]\s*$)/i;
const POWERSHELL_CODE = /^\s*(?:PS\b.*>|\$\w|[A-Z]:\\|[A-Z]\w+-[A-Z]\w+\b(?!.*[.!?]\s*$)|#)/;

/** Characters of the lines in which the end of a bracket is looked for. */
const MOST_IN_BRACES = 1000;

/**
 * Writes the text of comments as Markdown: without code, tags, names and types. Its runs say where its characters stand
 * in the document.
 */
export function writeCommentPage(lines: readonly PlacedText[], language: CodeLanguage): Prose | undefined {
  const writer = new PageWriter(lines, language);
  const page = writer.write();
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
  readonly #lines: PlacedText[];
  readonly #language: CodeLanguage;
  readonly #builder = new ProseBuilder();
  /** Ends the block of code that is open. */
  #until: RegExp | undefined;
  /** For each end of a block, the last line that has one: an opening behind it opens nothing. */
  readonly #lastEnds = new Map<string, number>();
  #fence: string | undefined;
  #skipped: Exclude<TagRest, "read" | RegExp> | undefined;
  /** Indented more than this many columns, a line belongs to a literal block. */
  #literal: number | undefined;
  #isHaddockCode = false;
  #section: { readonly kind: SectionKind; readonly indent: number; readonly isUnderlined: boolean } | undefined;
  /** The last line was empty, or a block of its own. */
  #isBreak = true;
  /** PowerShell: the first line of an example is a command. */
  #isCommandNext = false;
  /** Indented lines may go on with the text of a tag. */
  #isInTag = false;
  /** Inside the help of a PowerShell script. */
  #isHelp = false;
  /** The lines before this one are done with. */
  #next = 0;

  constructor(lines: readonly PlacedText[], language: CodeLanguage) {
    this.#lines = lines.flatMap(splitAtTag);
    this.#language = language;
  }

  write(): Prose | undefined {
    for (const [index, line] of this.#lines.entries()) this.#writeLine(line, index);
    return this.#builder.finish();
  }

  #writeLine(line: PlacedText, index: number): void {
    if (index < this.#next) return;
    if (this.#until !== undefined) {
      const end = this.#until.exec(line.text);
      if (end === null) return;
      this.#until = undefined;
      const rest = cutText(line, end.index + end[0].length);
      if (rest.text.trim() !== "") this.#writeLine(rest, index);
      return;
    }
    if (this.#writeFence(line)) return;
    if (line.text.trim() === "") {
      this.#writeBlank();
      return;
    }
    if (this.#isCode(line)) return;
    if (this.#writeDocstring(line, index)) return;
    this.#writeProse(line, index);
  }

  /** A fence is as Markdown says, but for the indentation of a section. */
  #writeFence(line: PlacedText): boolean {
    const fence = FENCE.exec(line.text)?.[1];
    if (this.#fence === undefined) {
      if (fence === undefined || this.#skipped !== undefined) return false;
      this.#fence = fence;
      this.#add(trimStart(line));
      return true;
    }
    if (fence?.startsWith(this.#fence) === true && line.text.trim() === fence) {
      this.#fence = undefined;
      this.#add(trimStart(line));
    } else this.#add(line);
    return true;
  }

  #writeBlank(): void {
    if (this.#skipped !== "example") this.#skipped = undefined;
    this.#builder.addPlaceless("\n");
    this.#isBreak = true;
  }

  /** Code by its place or its marks. */
  #isCode(line: PlacedText): boolean {
    if (this.#literal !== undefined) {
      if (measureIndent(line.text) > this.#literal) return true;
      this.#literal = undefined;
    }
    if (this.#language === "haskell") {
      if (line.text.trim() === "@") this.#isHaddockCode = !this.#isHaddockCode;
      return this.#isHaddockCode || /^\s*(?:@\s*$|>|prop>)/.test(line.text);
    }
    if (this.#language === "ruby") return this.#isVerbatim(line.text);
    if (!this.#isHelp) return false;
    const isCommand = this.#isCommandNext && !/^\s*\./.test(line.text);
    if (isCommand) this.#isCommandNext = false;
    return isCommand || POWERSHELL_CODE.test(line.text);
  }

  /** RDoc: text that is indented behind a blank line is code. */
  #isVerbatim(text: string): boolean {
    const indent = measureIndent(text);
    if (indent < 2) {
      this.#isInTag = false;
      return false;
    }
    if (!this.#isBreak || this.#isInTag || /^\s*(?:[-*+]|\w+[.)]|\[[^\]]+\]|[^:]+::)\s/.test(text)) return false;
    this.#literal = 1;
    return true;
  }

  /** What reStructuredText and the styles of Google and NumPy know. @returns Whether the line is done with. */
  #writeDocstring(line: PlacedText, index: number): boolean {
    if (this.#language !== "python") return false;
    if (DIRECTIVE.test(line.text)) return this.#writeDirective(line);
    if (this.#openSection(line, index)) return true;
    const section = this.#section;
    if (section === undefined) return false;
    const indent = measureIndent(line.text);
    if (!section.isUnderlined && indent <= section.indent) {
      this.#section = undefined;
      return false;
    }
    if (section.kind === "examples" && isExampleCode(line.text)) return true;
    const isEntry = section.isUnderlined ? indent <= section.indent : true;
    if (isEntry && section.kind === "entries" && /^\s*\*{0,2}\w+ ?\(/.test(line.text)) {
      const at = line.text.indexOf("(");
      const end = findBracketEnd(line.text, at) === undefined ? this.#findEnd(at, index) : undefined;
      const last = this.#lines[end?.index ?? -1];
      if (end !== undefined && last !== undefined) {
        this.#break();
        this.#next = end.index;
        this.#lines[end.index] = cutText(
          last,
          end.length + (/^\s*:\s*/.exec(last.text.slice(end.length))?.[0].length ?? 0),
        );
        return true;
      }
    }
    const length = isEntry ? this.#measureItem(line.text, section, index) : 0;
    if (length > 0) this.#break();
    this.#writeProse(trimStart(cutText(line, length)), index, indent);
    return true;
  }

  #measureItem(
    text: string,
    { kind, isUnderlined, indent }: { kind: SectionKind; isUnderlined: boolean; indent: number },
    index: number,
  ): number {
    if (kind !== "entries" && kind !== "results") return 0;
    if (!isUnderlined) return kind === "entries" ? measureEntry(text) : measureResult(text);
    const next = this.#lines[index + 1]?.text ?? "";
    const isTitle = next.trim() !== "" && measureIndent(next) > indent;
    if (isTitle || /^\s*[\w*.`, ]+\s:(?:\s.*)?$/.test(text) || /^\s*\S+$/.test(text)) {
      // "func : What it does." of See Also holds prose behind the colon.
      const also = isTitle ? null : /^\s*[\w.`]+\s*:\s+(?=[A-Z].*[ ].*\.\s*$)/.exec(text);
      return also?.[0].length ?? text.length;
    }
    return 0;
  }

  #openSection(line: PlacedText, index: number): boolean {
    const title = line.text.trim();
    const indent = measureIndent(line.text);
    const next = this.#lines[index + 1]?.text.trim() ?? "";
    const isUnderlined = /^(?:-{3,}|={3,})$/.test(next);
    const kind = findSection(title.replace(/:$/, ""));
    if (/^(?:-{3,}|={3,})$/.test(title)) return true;
    if (isUnderlined || (kind !== undefined && title.endsWith(":"))) {
      this.#break();
      this.#section = kind === undefined ? undefined : { kind, indent, isUnderlined };
      this.#add(trimStart(line));
      this.#break();
      return true;
    }
    return false;
  }

  #writeDirective(line: PlacedText): boolean {
    const indent = measureIndent(line.text);
    const found = PROSE_DIRECTIVE.exec(line.text);
    this.#break();
    if (found === null) {
      this.#literal = indent;
      return true;
    }
    const rest = cutText(line, found[0].length);
    const isVersion = /deprecated|version/.test(found[0]);
    const isPath = /figure|only|container/.test(found[0]);
    this.#section = { kind: "text", indent, isUnderlined: this.#section?.isUnderlined ?? false };
    if (isPath) return true;
    this.#add(cutText(rest, isVersion ? (VERSION.exec(rest.text)?.[0].length ?? 0) : 0));
    return true;
  }

  #writeProse(line: PlacedText, index: number, indent = measureIndent(line.text)): void {
    const tag = readTag(line.text, this.#language);
    if (tag !== undefined && !this.#isTagInText(line.text)) {
      this.#writeTag(line, tag, index);
      return;
    }
    if (this.#skipped === "line") this.#skipped = undefined;
    if (this.#skipped === "example" && this.#language === "ruby" && measureIndent(line.text) === 0)
      this.#skipped = undefined;
    if (this.#skipped !== undefined) return;
    if (this.#language === "go" && /^\s*(?:unordered )?output:\s*$/i.test(line.text)) {
      this.#skipped = "example";
      return;
    }
    if (this.#isHelp && HELP_FACT.test(line.text)) return;
    if (this.#language === "ruby" && /^=+\s/.test(line.text)) {
      this.#break();
      this.#add(trimStart(cutText(line, line.text.search(/[^=]/))));
      this.#break();
      return;
    }
    if (this.#language === "r" && /^\s*\\item\b/.test(line.text)) this.#break();
    if (this.#language === "python" && OPTION.test(line.text)) return;
    if (this.#writeElement(line, index)) return;
    if (/^[\s{}()[\]<>,;|]*$|^(?:\s*\\\w)+\s*$/.test(line.text)) {
      this.#break();
      return;
    }
    const html = HTML.exec(line.text)?.[0].length ?? 0;
    const entry = html > 0 ? 0 : measureLooseEntry(line.text);
    if (html + entry > 0) this.#break();
    const rest = cutText(line, html + entry);
    // reStructuredText: two colons announce code, and one is shown.
    const isAnnounced = this.#language === "python" && /::\s*$/.test(line.text);
    if (isAnnounced) this.#literal = indent;
    const text = isAnnounced ? rest.text.replace(/(?<=\S:):\s*$|^\s*::\s*$/, "") : rest.text;
    this.#add(this.#isHelp ? trimStart({ ...rest, text }) : { ...rest, text });
    this.#writeBraces(line, index);
  }

  /** "@" begins a word of a sentence where the line goes on from the one before: rare, but in Python a decorator. */
  #isTagInText(text: string): boolean {
    return (
      this.#language === "python" &&
      /^\s*@/.test(text) &&
      !/^\s*@(?:param|keyword|type|rtype|returns?|raises?|ivar|cvar|var|note|see|todo|author|since|version|deprecated|brief|details|throws|exception|yields?|code|verbatim|warning|bug|group|summary)\b/.test(
        text,
      )
    );
  }

  #writeTag(line: PlacedText, { length, rest }: { length: number; rest: TagRest }, index: number): void {
    this.#break();
    this.#skipped = undefined;
    if (this.#language === "powershell") {
      this.#isHelp = true;
      this.#isCommandNext = /^\s*\.EXAMPLE\b/i.test(line.text);
    }
    this.#isInTag = true;
    if (rest instanceof RegExp) {
      if (this.#hasEnd(rest, index)) this.#until = rest;
      const end = rest.exec(line.text);
      if (end !== null) this.#until = undefined;
      return;
    }
    if (rest !== "read") {
      this.#skipped = rest;
      if (rest === "line" && this.#skipOpenType(line, line.text.length, index)) this.#next += 1;
      return;
    }
    if (this.#skipOpenType(line, length, index)) return;
    this.#add(cutText(line, length));
    this.#writeBraces(line, index);
  }

  /** A type in braces that goes on over several lines. */
  #skipOpenType(line: PlacedText, length: number, index: number): boolean {
    const at = line.text.slice(0, length + 1).search(/\{/);
    if (at === -1) return false;
    const end = this.#findEnd(at, index);
    if (end === undefined || end.index === index) return false;
    // The names behind the type are read as if all stood in one line.
    const joined = this.#lines.slice(index, end.index + 1).map(({ text }) => text);
    const before = joined.slice(0, -1).join(" ").length + 1;
    const tag = readTag(joined.join(" "), this.#language);
    const last = this.#lines[end.index];
    this.#next = end.index;
    if (last !== undefined) this.#lines[end.index] = cutText(last, Math.max(end.length, (tag?.length ?? 0) - before));
    return true;
  }

  /** An inline tag that goes on over several lines: its lines stand together, so that its end is found. */
  #writeBraces(line: PlacedText, index: number): void {
    const at = line.text.lastIndexOf("{@");
    const end = at === -1 ? undefined : this.#findEnd(at, index);
    for (let next = index + 1; next <= (end?.index ?? 0); next += 1) {
      const inner = this.#lines[next];
      if (inner !== undefined) this.#add(trimStart(inner));
      this.#next = next + 1;
    }
  }

  /** The line in which a bracket is closed, and how far into it. */
  #findEnd(at: number, index: number): { readonly index: number; readonly length: number } | undefined {
    let text = "";
    const starts: number[] = [];
    for (let next = index; next < this.#lines.length && text.length < MOST_IN_BRACES; next += 1) {
      starts.push(text.length);
      text += `${this.#lines[next]?.text ?? ""}\n`;
    }
    const end = findBracketEnd(text, at);
    if (end === undefined) return undefined;
    const line = starts.findLastIndex((start) => start < end);
    return { index: index + line, length: end - (starts[line] ?? 0) };
  }

  /** A block of code that begins in this line and goes on behind it. */
  #writeElement(line: PlacedText, index: number): boolean {
    const found = ELEMENT.exec(line.text);
    if (found === null) return false;
    const closing = found[2] === undefined ? new RegExp(`</${found[1] ?? ""}\\s*>`, "i") : /\}\}\}/;
    const isPre = found[2] !== undefined || !/^code$/i.test(found[1] ?? "");
    const before = { text: line.text.slice(0, found.index), start: line.start };
    const rest = cutText(line, found.index + found[0].length);
    const end = closing.exec(rest.text);
    // What is not closed is open to the end, unless a sentence only speaks of it.
    const isAlone = rest.text.trim() === "" || rest.text.trim() === "{@code";
    if (end === null ? !isAlone && !this.#hasEnd(closing, index) : !isPre) return false;
    if (before.text.trim() !== "") this.#writeProse(before, index);
    this.#break();
    if (end === null) this.#until = closing;
    else {
      const behind = cutText(rest, end.index + end[0].length);
      if (behind.text.trim() !== "") this.#writeProse(behind, index);
    }
    return true;
  }

  #hasEnd(end: RegExp, index: number): boolean {
    let last = this.#lastEnds.get(end.source);
    if (last === undefined) {
      last = this.#lines.findLastIndex(({ text }) => end.test(text));
      this.#lastEnds.set(end.source, last);
    }
    return last >= index;
  }

  #break(): void {
    if (!this.#isBreak) this.#builder.addPlaceless("\n");
    this.#isBreak = true;
  }

  #add(line: PlacedText): void {
    if (line.text.trim() === "") return;
    this.#builder.add(line.text, line.start);
    this.#builder.addPlaceless("\n");
    this.#isBreak = false;
  }
}

/** An entry of a list of parameters or the like, indented below the list's title: "items (list): What they are." */
function measureLooseEntry(text: string): number {
  return /^[ \t]{2,}/.test(text) ? measureEntry(text) : 0;
}

/** A tag behind the end of a sentence: all of a short comment may stand in one line. */
const TAG_BEHIND =
  /(?<=[.!?])[ \t]+(?=[@\\](?:exception|note|param|retval|returns?|see|since|throws|tparam|warning)\b)/g;

function splitAtTag(line: PlacedText): readonly PlacedText[] {
  const starts = [0, ...Array.from(line.text.matchAll(TAG_BEHIND), ({ index }) => index)];
  return starts.map((start, part) => ({ text: line.text.slice(start, starts[part + 1]), start: line.start + start }));
}

function measureIndent(text: string): number {
  return /^\s*/.exec(text)?.[0].length ?? 0;
}

function cutText({ text, start }: PlacedText, length: number): PlacedText {
  return { text: text.slice(length), start: start + length };
}

function trimStart(line: PlacedText): PlacedText {
  return cutText(line, measureIndent(line.text));
}
