import type { StreamParser, StringStream } from "@codemirror/streamparser";
import {
  c,
  clike,
  cpp,
  csharp,
  dart,
  java,
  kotlin,
  objectiveC,
  objectiveCpp,
  scala,
} from "@codemirror/legacy-modes/mode/clike";
import { css, less, sCSS } from "@codemirror/legacy-modes/mode/css";
import { dockerFile } from "@codemirror/legacy-modes/mode/dockerfile";
import { go } from "@codemirror/legacy-modes/mode/go";
import { groovy } from "@codemirror/legacy-modes/mode/groovy";
import { haskell } from "@codemirror/legacy-modes/mode/haskell";
import { javascript, typescript } from "@codemirror/legacy-modes/mode/javascript";
import { julia } from "@codemirror/legacy-modes/mode/julia";
import { lua } from "@codemirror/legacy-modes/mode/lua";
import { powerShell } from "@codemirror/legacy-modes/mode/powershell";
import { python } from "@codemirror/legacy-modes/mode/python";
import { r } from "@codemirror/legacy-modes/mode/r";
import { ruby } from "@codemirror/legacy-modes/mode/ruby";
import { rust } from "@codemirror/legacy-modes/mode/rust";
import { shell } from "@codemirror/legacy-modes/mode/shell";
import { standardSQL } from "@codemirror/legacy-modes/mode/sql";
import { swift } from "@codemirror/legacy-modes/mode/swift";
import { vb } from "@codemirror/legacy-modes/mode/vb";
import type { CodeLanguage } from "./codeLanguages";

/** Whether the last line left a comment or a string open: CodeMirror then uses a tokenizer of its own for it. */
function isOpen(state: unknown): boolean {
  const { tokenize } = state as { readonly tokenize?: unknown };
  return Array.isArray(tokenize) ? tokenize.length > 1 : typeof tokenize === "function";
}

/**
 * Reads a directive as C from behind its "#": CodeMirror alone would look for a comment anywhere in the line, also inside
 * the string of `#define HOME "https://…"`.
 */
function readDirectives<S>(parser: StreamParser<S>): StreamParser<S> {
  return {
    ...parser,
    token: (stream, state) =>
      !isOpen(state) && stream.sol() && stream.match(/^[ \t]*#/) ? "meta" : parser.token(stream, state),
  };
}

/**
 * Reads heredocs: CodeMirror knows Ruby's only where their name ends the line, and does not know PHP's.
 *
 * @param opening - Matches the opening of a heredoc; its second group is the name.
 */
function readHeredocs<S>(
  parser: StreamParser<S>,
  opening: RegExp,
): StreamParser<{ inner: S; name: string | undefined }> {
  return {
    startState: (unit) => ({ inner: parser.startState?.(unit) as S, name: undefined }),
    token: (stream, state) => {
      if (state.name !== undefined && stream.sol()) {
        if (stream.match(new RegExp(`^\\s*${state.name}\\b`))) state.name = undefined;
        else stream.skipToEnd();
        return "string";
      }
      const found = isOpen(state.inner) ? null : stream.match(opening);
      if (typeof found !== "object" || found === null) return parser.token(stream, state.inner);
      state.name = found[2];
      return "string";
    },
  };
}

/** CodeMirror reads PHP only within HTML. */
const php = clike({
  name: "php",
  multiLineStrings: true,
  hooks: {
    "#": (stream: StringStream) => {
      if (stream.peek() === "[") return "meta"; // an attribute
      stream.skipToEnd();
      return "comment";
    },
  },
});

/**
 * CodeMirror's tokenizers of lines. They remember from line to line whether a comment or a string is open, and read a
 * line once. (highlight.js knows more languages, but needs seconds for a word of 20,000 letters, and its time grows with
 * the square.)
 */
export const CODE_TOKENIZERS: Readonly<Record<CodeLanguage, StreamParser<unknown>>> = {
  c: readDirectives(c),
  cpp: readDirectives(cpp),
  csharp,
  css,
  dart,
  dockerfile: dockerFile,
  go,
  groovy,
  haskell,
  java,
  javascript,
  javascriptreact: javascript,
  julia,
  kotlin,
  less,
  lua,
  "objective-c": readDirectives(objectiveC),
  "objective-cpp": readDirectives(objectiveCpp),
  php: readHeredocs(php, /^<<<[ \t]*(["']?)(\w+)\1/),
  powershell: powerShell,
  python,
  r,
  ruby: readHeredocs(ruby, /^<<[-~]?(["'`]?)([A-Z]\w*)\1/),
  rust,
  scala,
  scss: sCSS,
  shellscript: shell,
  sql: standardSQL,
  swift,
  typescript,
  typescriptreact: typescript,
  vb,
};
