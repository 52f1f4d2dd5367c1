import type { CodeLanguage } from "./codeLanguages";
import { measureIndent } from "./placedLine";

/** Facts in the help of a script: "Author: …", and types alone. */
const HELP_FACT =
  /^\s*(?:(?:author|version|date|file ?name|name|created?|creation date|modified|copyright|company|prerequisites?|requires|last edit|website|license)\s*:|\[?\w+(?:\.\w+)+(?:\[\])?\]?\s*$|\[[\w.]+\]\s*$)/i;
const POWERSHELL_CODE = /^\s*(?:PS\b.*>|\$\w|[A-Z]:\\|[A-Z]\w+-[A-Z]\w+\b(?!.*[.!?]\s*$)|#)/;

/** Tells code in a comment that no tag or fence marks: by its place, or by marks of the language's own. */
export class CodeFinder {
  readonly #language: CodeLanguage;
  /** Indented more than this many columns, a line belongs to a literal block. */
  #literal: number | undefined;
  #isHaddockCode = false;
  /** Indented lines may go on with the text of a tag. */
  #isInTag = false;
  /** Inside the help of a PowerShell script. */
  #isHelp = false;
  /** PowerShell: the first line of an example is a command. */
  #isCommandNext = false;

  constructor(language: CodeLanguage) {
    this.#language = language;
  }

  get isHelp(): boolean {
    return this.#isHelp;
  }

  /** What is indented more than this is code, up to the first line that is not. */
  openLiteral(indent: number): void {
    this.#literal = indent;
  }

  /** Must be told of each tag. */
  passTag(text: string): void {
    this.#isInTag = true;
    if (this.#language !== "powershell") return;
    this.#isHelp = true;
    this.#isCommandNext = /^\s*\.EXAMPLE\b/i.test(text);
  }

  /** @param isBreak - Whether a blank line stands before it. */
  isCode(text: string, isBreak: boolean): boolean {
    if (this.#literal !== undefined) {
      if (measureIndent(text) > this.#literal) return true;
      this.#literal = undefined;
    }
    if (this.#language === "haskell") return this.#isHaddock(text);
    if (this.#language === "ruby") return this.#isVerbatim(text, isBreak);
    return this.#isHelp && this.#isScript(text);
  }

  /** `@` around a block, `>` before a line, `prop>` before a property. */
  #isHaddock(text: string): boolean {
    if (text.trim() === "@") this.#isHaddockCode = !this.#isHaddockCode;
    return this.#isHaddockCode || /^\s*(?:@\s*$|>|prop>)/.test(text);
  }

  /** RDoc: text that is indented behind a blank line is code. */
  #isVerbatim(text: string, isBreak: boolean): boolean {
    if (measureIndent(text) < 2) {
      this.#isInTag = false;
      return false;
    }
    if (!isBreak || this.#isInTag || /^\s*(?:[-*+]|\w+[.)]|\[[^\]]+\]|[^:\s][^:]*::)\s/.test(text)) return false;
    this.#literal = 1;
    return true;
  }

  #isScript(text: string): boolean {
    const isCommand = this.#isCommandNext && !/^\s*\./.test(text);
    if (isCommand) this.#isCommandNext = false;
    return isCommand || POWERSHELL_CODE.test(text) || HELP_FACT.test(text);
  }
}
