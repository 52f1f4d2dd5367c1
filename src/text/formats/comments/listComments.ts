import { StringStream } from "@codemirror/streamparser";
import { listLines } from "../../markup/readLine";
import type { Span } from "../../spans/span";
import { type CodeLanguage, nestsComments, selectBlockComment } from "./codeLanguages";
import { CODE_TOKENIZERS } from "./codeTokenizers";

/** Lua: the brackets may have any number of "=" between them. */
const LONG_BRACKET = /^--\[(=*)\[/;
/** The opening of a string that may be a docstring. */
const DOCSTRING = /^[rRuU]?("""|''')/;
/** Columns are not used here, but the tokenizers ask for these. */
const [TAB_SIZE, INDENT_UNIT] = [4, 2];

/** What ends the comment or docstring that is open. */
interface OpenText {
  readonly kind: TokenKind;
  readonly closing: string;
  /** Opens another comment inside it; `undefined` if none can be. */
  readonly opening: string | undefined;
  /** How many are open. */
  depth: number;
}

/**
 * The comments of a program, their marks included, and the docstrings of Python; ascending and not overlapping. An
 * unclosed comment goes on to the end of the program.
 */
export function listComments(text: string, language: CodeLanguage): readonly Span[] {
  const comments: { start: number; end: number }[] = [];
  let open: OpenText | undefined;
  const docstrings = language === "python" ? new DocstringFinder(text) : undefined;
  for (const { kind, start, end } of listTokens(text, language)) {
    const token = text.slice(start, end);
    const last = comments.at(-1);
    if (last !== undefined && open?.kind === kind) {
      last.end = end;
      if (closesAll(open, token)) open = undefined;
      continue;
    }
    open = undefined;
    const quotes = docstrings?.pass({ kind, start }, token);
    if (quotes === undefined && (kind !== "comment" || isShebang(token, start))) continue;
    if (last !== undefined && kind === "comment" && isContinued(text, last, start)) {
      last.end = end;
      continue;
    }
    comments.push({ start, end });
    open = openText(kind, token, quotes ?? findClosing(token, language), language);
  }
  return comments;
}

/** C: a backslash at the end of its line continues a comment. */
function isContinued(text: string, last: Span, start: number): boolean {
  return (
    text.charAt(last.end - 1) === "\\" && text.startsWith("//", last.start) && /^\s*$/.test(text.slice(last.end, start))
  );
}

function openText(
  kind: TokenKind,
  token: string,
  closing: string | undefined,
  language: CodeLanguage,
): OpenText | undefined {
  if (closing === undefined) return undefined;
  const opening = kind === "comment" && nestsComments(language) ? selectBlockComment(language)[0] : undefined;
  const open = { kind, closing, opening, depth: opening === undefined ? 1 : 0 };
  if (opening === undefined) return isClosed(token, closing) ? undefined : open;
  return closesAll(open, token) ? undefined : open;
}

/** Counts what a token opens and closes. @returns Whether nothing is open behind it. */
function closesAll(open: OpenText, token: string): boolean {
  const { opening, closing } = open;
  if (opening === undefined) return token.endsWith(closing);
  for (let at = 0; at < token.length;) {
    if (token.startsWith(closing, at)) open.depth -= 1;
    else if (token.startsWith(opening, at)) open.depth += 1;
    else {
      at += 1;
      continue;
    }
    at += opening.length;
  }
  return open.depth <= 0;
}

/** Whether the token is the first line of a script, which tells the system how to run it. */
function isShebang(token: string, start: number): boolean {
  return start === 0 && token.startsWith("#!");
}

/** Tells docstrings from other strings. */
class DocstringFinder {
  readonly #text: string;
  /** A string that comes next may be a docstring: only comments stand before it, or a colon. */
  #isFirst = true;

  constructor(text: string) {
    this.#text = text;
  }

  /** Must be called once for each token. @returns The quotes of a docstring; `undefined` for any other token. */
  pass({ kind, start }: Pick<CodeToken, "kind" | "start">, token: string): string | undefined {
    if (kind === "comment") return undefined;
    const isPlace = kind === "string" && this.#isFirst && findIndent(this.#text, start) !== undefined;
    this.#isFirst = token.endsWith(":");
    return isPlace ? DOCSTRING.exec(token)?.[1] : undefined;
  }
}

/** The white space before an offset in its line; `undefined` if anything else stands before it there. */
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

/** The tokens of a program, line by line. Adjacent tokens of one kind are joined, white space alone is left out. */
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
 * The time of a tokenizer may grow with the square of a line, so a longer line is read as several, each of which ends
 * behind a statement if possible. A string or comment across such an end may be read wrong.
 */
const LONGEST_LINE = 4096;
const SHORTEST_CUT = 1024;

function* cutLines(text: string): Generator<Span> {
  for (const { start, end } of listLines(text)) {
    let from = start;
    for (; end - from > LONGEST_LINE; from = computeCut(text, from)) yield { start: from, end: computeCut(text, from) };
    yield { start: from, end };
  }
}

function computeCut(text: string, start: number): number {
  // A slice: in the text, a sign that is missing would be looked for back to its beginning.
  const line = text.slice(start, start + LONGEST_LINE);
  const behind = [";", " "].map((sign) => line.lastIndexOf(sign) + 1);
  return start + (behind.find((end) => end >= SHORTEST_CUT) ?? LONGEST_LINE);
}

/** A tokenizer may need this many calls to pass from one state to another without reading a character. */
const MOST_CALLS = 10;

function readToken(stream: StringStream, read: (stream: StringStream) => string | null): TokenKind {
  stream.start = stream.pos;
  let style: string | null = null;
  for (let call = 0; call < MOST_CALLS && stream.pos === stream.start; call += 1) style = read(stream);
  if (stream.pos === stream.start) stream.next();
  if (style === null) return "other";
  return /\bcomment\b/.test(style) ? "comment" : /\bstring\b/.test(style) ? "string" : "other";
}
