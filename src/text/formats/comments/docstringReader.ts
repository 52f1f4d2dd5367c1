import type { PlacedText } from "../../markup/readMarkup";
import type { CodeFinder } from "./codeFinder";
import type { CommentLines } from "./commentLines";
import { findSection, isExampleCode, measureEntry, measureResult, type SectionKind } from "./docstringSections";
import { findBracketEnd } from "./findBracketEnd";
import type { PageBuilder } from "./pageBuilder";
import { cutText, measureIndent, trimStart } from "./placedLine";

/** Directives of reStructuredText whose content is prose. */
const PROSE_DIRECTIVE =
  /^\s*\.\.[ \t]+(?:admonition|attention|caution|centered|container|danger|deprecated|epigraph|error|figure|highlights|hint|important|note|only|pull-quote|rubric|seealso|sidebar|tip|todo|topic|version(?:added|changed|removed)|warning|\[[^\]]+\])(?:::)?[ \t]*/;
const VERSION = /^v?\d[\w.]*[:,]?[ \t]*/;
/** Any other explicit markup, comments included. */
const DIRECTIVE = /^\s*\.\.(?:\s|$)/;
/** Below its title, NumPy's style has such a line. */
const UNDERLINE = /^(?:-{3,}|={3,})$/;

interface Section {
  readonly kind: SectionKind;
  readonly indent: number;
  /** NumPy's style: what belongs to it is not indented. */
  readonly isUnderlined: boolean;
}

/** Reads of Python's docstrings what reStructuredText and the styles of Google and NumPy know. */
export class DocstringReader {
  readonly #lines: CommentLines;
  readonly #page: PageBuilder;
  readonly #code: CodeFinder;
  #section: Section | undefined;

  constructor(lines: CommentLines, page: PageBuilder, code: CodeFinder) {
    this.#lines = lines;
    this.#page = page;
    this.#code = code;
  }

  /** @returns What of the line is still to be read; `undefined` if nothing is. */
  read(line: PlacedText, index: number): PlacedText | undefined {
    if (DIRECTIVE.test(line.text)) {
      this.#readDirective(line);
      return undefined;
    }
    if (this.#readTitle(line, index)) return undefined;
    const section = this.#section;
    if (section === undefined) return line;
    const indent = measureIndent(line.text);
    if (!section.isUnderlined && indent <= section.indent) {
      this.#section = undefined;
      return line;
    }
    if (section.kind === "examples" && isExampleCode(line.text)) return undefined;
    const isItem = !section.isUnderlined || indent <= section.indent;
    if (isItem && section.kind === "entries" && this.#skipOpenType(line, index)) return undefined;
    const length = isItem ? this.#measureItem(line.text, section, index) : 0;
    if (length > 0) this.#page.break();
    return trimStart(cutText(line, length));
  }

  /** A type in brackets that goes on in the lines below. */
  #skipOpenType(line: PlacedText, index: number): boolean {
    const at = /^\s*\*{0,2}\w+ ?\(/.test(line.text) ? line.text.indexOf("(") : -1;
    if (at === -1 || findBracketEnd(line.text, at) !== undefined) return false;
    const end = this.#lines.findEndBelow(index, at);
    if (end === undefined) return false;
    this.#page.break();
    const colon = /^\s*:\s*/.exec(this.#lines.selectText(end.index).slice(end.length));
    this.#lines.moveTo({ index: end.index, length: end.length + (colon?.[0].length ?? 0) });
    return true;
  }

  #measureItem(text: string, { kind, isUnderlined, indent }: Section, index: number): number {
    if (kind !== "entries" && kind !== "results") return 0;
    if (!isUnderlined) return kind === "entries" ? measureEntry(text) : measureResult(text);
    const next = this.#lines.selectText(index + 1);
    if (next.trim() !== "" && measureIndent(next) > indent) return text.length;
    // "func : What it does." of See Also holds prose behind the colon.
    const also = /^\s*[\w.`]+\s*:\s+(?=[A-Z])/.exec(text)?.[0].length;
    if (also !== undefined && isSentence(text.slice(also).trimEnd())) return also;
    return /^\s*[\w*.`,][\w*.`, ]*\s:(?:\s.*)?$|^\s*\S+$/.test(text) ? text.length : 0;
  }

  #readTitle(line: PlacedText, index: number): boolean {
    const title = line.text.trim();
    if (UNDERLINE.test(title)) return true;
    const isUnderlined = UNDERLINE.test(this.#lines.selectText(index + 1).trim());
    const kind = findSection(title.replace(/:$/, ""));
    if (!isUnderlined && (kind === undefined || !title.endsWith(":"))) return false;
    this.#page.break();
    this.#section = kind === undefined ? undefined : { kind, indent: measureIndent(line.text), isUnderlined };
    this.#page.add(trimStart(line));
    this.#page.break();
    return true;
  }

  #readDirective(line: PlacedText): void {
    const indent = measureIndent(line.text);
    const found = PROSE_DIRECTIVE.exec(line.text);
    this.#page.break();
    if (found === null) {
      this.#code.openLiteral(indent);
      return;
    }
    this.#section = { kind: "text", indent, isUnderlined: this.#section?.isUnderlined ?? false };
    // A path or a name stands behind these.
    if (/figure|only|container/.test(found[0])) return;
    const rest = cutText(line, found[0].length);
    const isVersion = /deprecated|version/.test(found[0]);
    this.#page.add(cutText(rest, isVersion ? (VERSION.exec(rest.text)?.[0].length ?? 0) : 0));
  }
}

function isSentence(text: string): boolean {
  return text.endsWith(".") && text.includes(" ");
}
