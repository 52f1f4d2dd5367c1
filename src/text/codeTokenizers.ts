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

/**
 * Reads what follows the sign of a directive as C: CodeMirror would look for a comment in all of the line, also within
 * the string of `#define HOME "https://…"`.
 */
function readDirectives<S>(parser: StreamParser<S>): StreamParser<S> {
  return {
    ...parser,
    token(stream, state) {
      const { tokenize } = state as { readonly tokenize?: unknown };
      const isOpen = tokenize !== undefined && tokenize !== null; // a comment or a string
      return !isOpen && stream.sol() && stream.match(/^[ \t]*#/) ? "meta" : parser.token(stream, state);
    },
  };
}

/** CodeMirror has PHP only within HTML. */
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
 * What cuts a line of each language into tokens: CodeMirror's, which remember from line to line whether a comment or a
 * string is open, and read a line once. (highlight.js has more languages, but needs minutes for a long word.)
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
  php,
  powershell: powerShell,
  python,
  r,
  ruby,
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
