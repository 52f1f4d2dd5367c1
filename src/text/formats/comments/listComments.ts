import { StringStream } from "@codemirror/streamparser";
import { type CodeLanguage, selectBlockComment } from "./codeLanguages";
import { CODE_TOKENIZERS } from "./codeTokenizers";
import { listLines } from "../../markup/readLine";
import type { Span } from "../../spans/span";

/** In Lua the brackets have any number of signs between them. */
const LONG_BRACKET = /^--\[(=*)\[/;
/** A string that may be the first statement of a block, as in a module, a class or a function. */
const DOCSTRING = /^[rRuU]?("""|''')/;
/** Columns are of no use here. */
const [TAB_SIZE, INDENT_UNIT] = [4, 2];

/**
 * The comments of a program, their marks included, and the docstrings of Python; ascending and apart. One that is not
 * closed goes on to the end.
 */
export function listComments(text: string, language: CodeLanguage): readonly Span[] {
  const comments: { start: number; end: number }[] = [];
  /** Of the last comment, while it is open. */
  let open: { readonly kind: TokenKind; readonly closing: string } | undefined;
  const docstrings = language === "python" ? new DocstringFinder(text) : undefined;
  for (const { kind, start, end } of listTokens(text, language)) {
    const token = text.slice(start, end);
    const last = comments.at(-1);
    if (last !== undefined && open?.kind === kind) {
      last.end = end;
      if (token.endsWith(open.closing)) open = undefined;
      continue;
    }
    open = undefined;
    const quotes = docstrings?.pass({ kind, start }, token);
    if (quotes === undefined && (kind !== "comment" || isShebang(token, start))) continue;
    comments.push({ start, end });
    const closing = quotes ?? findClosing(token, language);
    if (closing !== undefined && !isClosed(token, closing)) open = { kind, closing };
  }
  return comments;
}

/** The first line of a script, for the system. */
function isShebang(token: string, start: number): boolean {
  return start === 0 && token.startsWith("#!");
}

/** Tells docstrings from other strings. */
class DocstringFinder {
  readonly #text: string;
  /** Whether a string that comes next would be a statement's first: nothing but comments stands before it, or a colon. */
  #isFirst = true;

  constructor(text: string) {
    this.#text = text;
  }

  /** @returns The quotes that a docstring opens with; `undefined` for any other token. Each token is passed once. */
  pass({ kind, start }: Pick<CodeToken, "kind" | "start">, token: string): string | undefined {
    if (kind === "comment") return undefined;
    const isPlace = kind === "string" && this.#isFirst && findIndent(this.#text, start) !== undefined;
    this.#isFirst = token.endsWith(":");
    return isPlace ? DOCSTRING.exec(token)?.[1] : undefined;
  }
}

/** The white space before it in its line; `undefined` where anything else stands there. */
export function findIndent(text: string, offset: number): string | undefined {
  let start = offset;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start -= 1;
  return start === 0 || /[\r\n]/.test(text.charAt(start - 1)) ? text.slice(start, offset) : undefined;
}

function findClosing(comment: string, language: CodeLanguage): string | undefined {
  const bracket = LONG_BRACKET.exec(comment);
  if (bracket !== null) return `]${bracket[1] ?? ""}]`;
  const [opening, closing] = selectBlockComment(language);
  return comment.startsWith(opening) ? closing : undefined;
}

/** Whether a comment or string ends in the token that it starts with. */
function isClosed(token: string, closing: string): boolean {
  return token.endsWith(closing) && token.length > closing.length + 1;
}

type TokenKind = "comment" | "string" | "other";

interface CodeToken extends Span {
  readonly kind: TokenKind;
}

/** The tokens of a program, line by line; those of one kind that touch are one. White space alone is none. */
function* listTokens(text: string, language: CodeLanguage): Generator<CodeToken> {
  const tokenizer = CODE_TOKENIZERS[language];
  const state = tokenizer.startState?.(INDENT_UNIT);
  for (const { start: from, end: to } of cutLines(text)) {
    const stream = new StringStream(text.slice(from, to), TAB_SIZE, INDENT_UNIT);
    if (stream.eol()) tokenizer.blankLine?.(state, INDENT_UNIT);
    let last: CodeToken | undefined;
    while (!stream.eol()) {
      const kind = readToken(stream, (unread) => tokenizer.token(unread, state));
      const [start, end] = [from + stream.start, from + stream.pos];
      const isBlank = text.slice(start, end).trim() === "";
      if (!isBlank && last?.kind === kind && last.end === start) {
        last = { kind, start: last.start, end };
        continue;
      }
      if (last !== undefined) yield last;
      last = isBlank ? undefined : { kind, start, end };
    }
    if (last !== undefined) yield last;
  }
}

/**
 * The time that tokenizers take for a line may grow with its square: what is longer is read as several lines, which end
 * behind a statement if they can. A string or a comment that goes on beyond such an end may be read wrong.
 */
const LONGEST_LINE = 4096;
const SHORTEST_CUT = 1024;

function* cutLines(text: string): Generator<Span> {
  for (const { start, end } of listLines(text)) {
    let from = start;
    for (; end - from > LONGEST_LINE; from = findCut(text, from)) yield { start: from, end: findCut(text, from) };
    yield { start: from, end };
  }
}

function findCut(text: string, start: number): number {
  const behind = [";", " "].map((sign) => text.lastIndexOf(sign, start + LONGEST_LINE - 1) + 1);
  return behind.find((end) => end >= start + SHORTEST_CUT) ?? start + LONGEST_LINE;
}

/** Calls without a step that a tokenizer may need to pass from one state to another. */
const MOST_CALLS = 10;

function readToken(stream: StringStream, read: (stream: StringStream) => string | null): TokenKind {
  stream.start = stream.pos;
  let style: string | null = null;
  for (let call = 0; call < MOST_CALLS && stream.pos === stream.start; call += 1) style = read(stream);
  if (stream.pos === stream.start) stream.next();
  if (style === null) return "other";
  return /\bcomment\b/.test(style) ? "comment" : /\bstring\b/.test(style) ? "string" : "other";
}
