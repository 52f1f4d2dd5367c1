import { c, cpp, dart, java, kotlin, objectiveC, objectiveCpp } from "@codemirror/legacy-modes/mode/clike";
import { css, less, sCSS } from "@codemirror/legacy-modes/mode/css";
import { go } from "@codemirror/legacy-modes/mode/go";
import { javascript, typescript } from "@codemirror/legacy-modes/mode/javascript";
import { lua } from "@codemirror/legacy-modes/mode/lua";
import { python } from "@codemirror/legacy-modes/mode/python";
import { ruby } from "@codemirror/legacy-modes/mode/ruby";
import type { StreamParser } from "@codemirror/streamparser";
import type { CodeLanguage } from "./codeLanguages";
import { createLexer } from "./createLexer";
import { LEXER_RULES } from "./lexerRules";
import { readJsx } from "./readJsx";

/** Whether the last line left a comment or a string open: CodeMirror then uses a tokenizer of its own for it. */
function isOpen(state: unknown): boolean {
  const { tokenize } = state as { readonly tokenize?: unknown };
  return Array.isArray(tokenize) ? tokenize.length > 1 : typeof tokenize === "function";
}

/**
 * Reads a directive as C from behind its "#": CodeMirror alone would look for a comment anywhere in the line, also inside
 * the string of `#define HOME "https://…"`. A backslash at the end of a comment's line continues the comment.
 */
function readDirectives<S>(parser: StreamParser<S>): StreamParser<{ readonly inner: S; isContinued: boolean }> {
  return {
    startState: (unit) => ({ inner: parser.startState?.(unit) as S, isContinued: false }),
    token: (stream, state) => {
      if (state.isContinued) {
        stream.skipToEnd();
        state.isContinued = stream.string.endsWith("\\");
        return "comment";
      }
      if (!isOpen(state.inner) && stream.sol() && stream.match(/^[ \t]*#(?:[ \t]*(?:include|import)[ \t]*<[^>]*>)?/)) {
        return "meta";
      }
      const style = parser.token(stream, state.inner);
      const isLine = style === "comment" && stream.current().startsWith("//");
      state.isContinued = isLine && stream.eol() && stream.string.endsWith("\\");
      return style;
    },
  };
}

/** A name in capitals needs no quotes; one in small letters needs a sign, else it may be a value that is appended. */
const HEREDOC = /^<<(?:[-~]?(["'`]?)([A-Z]\w*)\1|[-~](["'`]?)([a-z_]\w*)\3|(["'`])([^"'`]+)\5)/;

/** Reads Ruby's heredocs, of which CodeMirror knows only those whose name ends the line, and the data at its end. */
function readRuby<S>(parser: StreamParser<S>): StreamParser<{ inner: S; readonly names: string[]; isOver: boolean }> {
  return {
    startState: (unit) => ({ inner: parser.startState?.(unit) as S, names: [], isOver: false }),
    token: (stream, state) => {
      const [name] = state.names;
      if (stream.sol()) {
        if (name === undefined && stream.string === "__END__") state.isOver = true;
        else if (name !== undefined) {
          if (stream.string.trim() === name) state.names.shift();
          stream.skipToEnd();
          return "string";
        }
      }
      if (state.isOver) {
        stream.skipToEnd();
        return null;
      }
      const found = isOpen(state.inner) ? null : stream.match(HEREDOC);
      if (typeof found !== "object" || found === null) return parser.token(stream, state.inner);
      state.names.push(found[2] ?? found[4] ?? found[6] ?? "");
      return "string";
    },
  };
}

/**
 * CodeMirror's tokenizers of lines. They remember from line to line whether a comment or a string is open, and read a
 * line once. (highlight.js knows more languages, but needs seconds for a word of 20,000 letters, and its time grows with
 * the square.)
 */
export const CODE_TOKENIZERS: Readonly<Record<CodeLanguage, StreamParser<unknown>>> = {
  c: readDirectives(c),
  cpp: readDirectives(cpp),
  csharp: createLexer(LEXER_RULES.csharp),
  css,
  dart,
  dockerfile: createLexer(LEXER_RULES.dockerfile),
  go,
  groovy: createLexer(LEXER_RULES.groovy),
  haskell: createLexer(LEXER_RULES.haskell),
  java,
  javascript: readJsx(javascript),
  javascriptreact: readJsx(javascript),
  julia: createLexer(LEXER_RULES.julia),
  kotlin,
  less,
  lua,
  "objective-c": readDirectives(objectiveC),
  "objective-cpp": readDirectives(objectiveCpp),
  php: createLexer(LEXER_RULES.php),
  powershell: createLexer(LEXER_RULES.powershell),
  python,
  r: createLexer(LEXER_RULES.r),
  ruby: readRuby(ruby),
  rust: createLexer(LEXER_RULES.rust),
  scala: createLexer(LEXER_RULES.scala),
  scss: sCSS,
  shellscript: createLexer(LEXER_RULES.shellscript),
  sql: createLexer(LEXER_RULES.sql),
  swift: createLexer(LEXER_RULES.swift),
  typescript,
  typescriptreact: readJsx(typescript),
  vb: createLexer(LEXER_RULES.vb),
};
