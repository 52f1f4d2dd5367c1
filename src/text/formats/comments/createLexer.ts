import type { StreamParser, StringStream } from "@codemirror/streamparser";

/** How a language writes strings and comments, which is all that a lexer must know to find the comments. */
export interface LexerRules {
  /** Opens a comment that ends with its line. `before` is the character in front of it, "" at the start of a line. */
  readonly lineComment?: RegExp;
  /** The comment opens only behind such a character, or at the start of a line. */
  readonly before?: RegExp;
  /** Nothing but white space may stand before a comment of one line. */
  readonly isFirstInLine?: boolean;
  /** Ends a comment of one line early: PHP's `?>`. */
  readonly stop?: string;
  readonly blockComment?: { readonly opening: string; readonly closing: string; readonly nests: boolean };
  /** The first that matches counts. */
  readonly strings: readonly StringRules[];
  readonly heredoc?: RegExp;
  /** Read as one, so that nothing in it counts: names, numbers, escapes, characters in quotes. Matched after all else. */
  readonly skip?: RegExp;
  /** The language stands between such marks, and what is outside is another one. */
  readonly island?: { readonly opening: RegExp; readonly closing: string };
}

export interface StringRules {
  readonly opening: RegExp;
  /** What closes it; default: the opening as it was matched. A group "hashes" of the opening is added to it. */
  readonly closing?: string;
  /** Stands behind the closing and its hashes. */
  readonly end?: string;
  /** Default: nothing escapes. */
  readonly escape?: string;
  /** Ends with its line, closed or not, unless an escape ends the line. */
  readonly isOneLine?: boolean;
  /** Two closings side by side stand for the character itself. */
  readonly isDoubled?: boolean;
  /** The closing counts only at the start of a line. */
  readonly closesAtStart?: boolean;
  /** What opens code inside the string, and what closes it. */
  readonly holes?: readonly Hole[];
  /** Opens only where an expression may begin. */
  readonly needsExpression?: boolean;
  /** It is code in which no comment and no heredoc stands: shell arithmetic. */
  readonly isQuiet?: boolean;
}

interface Hole {
  readonly opening: string;
  readonly closing: ")" | "}" | "`";
  readonly isQuiet?: boolean;
}

type Frame =
  | { readonly kind: "code"; readonly closing: string; readonly isQuiet: boolean; depth: number; cases: number }
  | { readonly kind: "string"; readonly rules: StringRules; readonly closing: string; isEscaped: boolean }
  | { readonly kind: "comment"; depth: number }
  | { readonly kind: "outside" };

interface LexerState {
  readonly frames: Frame[];
  /** Names of the heredocs whose lines are still to come. */
  readonly heredocs: string[];
}

const OPENINGS = "([{";
const CLOSINGS = ")]}";
/** A character, or nothing, behind which a value may begin. */
const EXPRESSION = /^$|[=(,[!&|?:;{}~+*<>\n]/;

/** A tokenizer that knows strings, comments and heredocs alone, and reads each character once. */
export function createLexer(rules: LexerRules): StreamParser<LexerState> {
  return {
    startState: () => ({ frames: rules.island === undefined ? [] : [{ kind: "outside" }], heredocs: [] }),
    token: (stream, state) => new Lexer(rules, stream, state).read(),
  };
}

class Lexer {
  readonly #rules: LexerRules;
  readonly #stream: StringStream;
  readonly #state: LexerState;

  constructor(rules: LexerRules, stream: StringStream, state: LexerState) {
    this.#rules = rules;
    this.#stream = stream;
    this.#state = state;
  }

  read(): string | null {
    const { frames, heredocs } = this.#state;
    if (heredocs.length > 0 && this.#stream.sol()) return this.#readHeredocLine();
    let frame = frames.at(-1);
    if (frame?.kind === "string" && this.#stream.sol()) {
      if (frame.rules.isOneLine === true && !frame.isEscaped) frames.pop();
      else frame.isEscaped = false;
      frame = frames.at(-1);
    }
    if (frame?.kind === "comment") return this.#readComment(frame);
    if (frame?.kind === "string") return this.#readString(frame);
    if (frame?.kind === "outside") return this.#readOutside();
    return this.#readCode(frame);
  }

  #readHeredocLine(): string {
    const { heredocs } = this.#state;
    const [name = ""] = heredocs;
    const line = this.#stream.string;
    const closing = line.trimStart();
    if (closing.startsWith(name) && !/^\w/.test(closing.slice(name.length))) {
      heredocs.shift();
      this.#stream.match(/^\s*/);
      this.#stream.pos += name.length;
    } else this.#stream.skipToEnd();
    return "string";
  }

  #readOutside(): null {
    const found = this.#rules.island?.opening.exec(this.#stream.string.slice(this.#stream.pos));
    if (found) {
      this.#state.frames.pop();
      this.#stream.pos += found.index + found[0].length;
    } else this.#stream.skipToEnd();
    return null;
  }

  #readComment(frame: Extract<Frame, { kind: "comment" }>): string {
    const { opening, closing, nests } = this.#rules.blockComment ?? { opening: "/*", closing: "*/", nests: false };
    while (!this.#stream.eol()) {
      if (this.#stream.match(closing)) {
        frame.depth -= 1;
        if (frame.depth === 0) {
          this.#state.frames.pop();
          break;
        }
      } else if (nests && this.#stream.match(opening)) frame.depth += 1;
      else this.#stream.next();
    }
    return "comment";
  }

  #readString(frame: Extract<Frame, { kind: "string" }>): string {
    const stream = this.#stream;
    const { rules, closing } = frame;
    while (!stream.eol()) {
      const hole = rules.holes?.find(({ opening }) => stream.match(opening));
      if (hole) {
        this.#pushCode(hole.closing, hole.isQuiet === true);
        return "string";
      }
      const isEnd = stream.match(closing, false) === true && (rules.closesAtStart !== true || this.#isFirst());
      if (isEnd) {
        stream.match(closing);
        if (rules.isDoubled === true && stream.match(closing)) continue;
        this.#state.frames.pop();
        return "string";
      }
      if (stream.next() === rules.escape) {
        frame.isEscaped = stream.eol();
        stream.next();
      }
    }
    return "string";
  }

  #readCode(frame: Extract<Frame, { kind: "code" }> | undefined): string | null {
    const stream = this.#stream;
    if (stream.eatSpace()) return null;
    const isQuiet = frame?.isQuiet === true;
    const { island } = this.#rules;
    if (island !== undefined && stream.match(island.closing)) {
      this.#state.frames.splice(0, Infinity, { kind: "outside" });
      return null;
    }
    if (this.#openString()) return "string";
    const comment = isQuiet ? null : this.#openComment(frame);
    if (comment !== null) return comment;
    if (!isQuiet && this.#openHeredoc()) return "string";
    if (frame !== undefined && this.#closesHole(frame)) return "string";
    if (this.#rules.skip === undefined || !stream.match(this.#rules.skip)) stream.next();
    return null;
  }

  #openComment(frame: Extract<Frame, { kind: "code" }> | undefined): string | null {
    const stream = this.#stream;
    const { blockComment, lineComment, before, stop } = this.#rules;
    if (blockComment !== undefined && stream.match(blockComment.opening)) {
      const opened = { kind: "comment", depth: 1 } as const;
      this.#state.frames.push({ ...opened });
      return this.#readComment(this.#state.frames.at(-1) as Extract<Frame, { kind: "comment" }>);
    }
    const last = this.#findLast();
    if (this.#rules.isFirstInLine === true && !this.#isFirst()) return null;
    if (lineComment === undefined || (last !== "" && before !== undefined && !before.test(last))) return null;
    if (!stream.match(lineComment)) return null;
    const end = frame?.closing === "`" ? "`" : stop;
    const at = end === undefined ? -1 : stream.string.indexOf(end, stream.pos);
    if (at === -1) stream.skipToEnd();
    else stream.pos = at;
    return "comment";
  }

  #openHeredoc(): boolean {
    const found = this.#rules.heredoc === undefined ? null : this.#stream.match(this.#rules.heredoc);
    if (found === null || typeof found === "boolean") return false;
    this.#state.heredocs.push((found.groups?.["name"] ?? "").replace(/['"\\]/g, ""));
    return true;
  }

  #openString(): boolean {
    for (const rules of this.#rules.strings) {
      if (rules.needsExpression === true && !EXPRESSION.test(this.#findLastSign())) continue;
      const found = this.#stream.match(rules.opening);
      if (found === null || typeof found === "boolean") continue;
      if (rules.isQuiet === true) this.#pushCode(rules.closing ?? ")", true, found[0]);
      else {
        const closing = (rules.closing ?? found[0]) + (found.groups?.["hashes"] ?? "") + (rules.end ?? "");
        this.#state.frames.push({ kind: "string", rules, closing, isEscaped: false });
      }
      return true;
    }
    return false;
  }

  #pushCode(closing: string, isQuiet: boolean, opening = ""): void {
    const depth = Math.max(0, opening.replace(/[^([{]/g, "").length - 1);
    this.#state.frames.push({ kind: "code", closing, isQuiet, depth, cases: 0 });
  }

  /** Counts brackets, so that code inside a string ends where its own bracket is closed. */
  #closesHole(frame: Extract<Frame, { kind: "code" }>): boolean {
    const stream = this.#stream;
    // A pattern of a shell's `case` closes a bracket that nobody opened.
    if (stream.match(/^case\s+\S[^;]*\sin\b/)) frame.cases += 1;
    else if (stream.match(/^esac\b/)) frame.cases -= 1;
    else if (frame.depth === 0 && frame.cases <= 0 && stream.match(frame.closing)) {
      this.#state.frames.pop();
      return true;
    } else {
      const sign = stream.peek() ?? "";
      if (OPENINGS.includes(sign)) frame.depth += 1;
      else if (CLOSINGS.includes(sign) && frame.depth > 0) frame.depth -= 1;
      else return false;
      stream.next();
      return true;
    }
    return true;
  }

  #isFirst(): boolean {
    return this.#stream.string.slice(0, this.#stream.pos).trim() === "";
  }

  #findLast(): string {
    return this.#stream.string.charAt(this.#stream.pos - 1);
  }

  #findLastSign(): string {
    let at = this.#stream.pos - 1;
    while (at >= 0 && /[ \t]/.test(this.#stream.string.charAt(at))) at -= 1;
    return this.#stream.string.charAt(at);
  }
}
