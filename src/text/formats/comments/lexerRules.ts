import type { LexerRules, StringRules } from "./createLexer";

const C_BLOCK = { opening: "/*", closing: "*/" } as const;
const NESTED_C_BLOCK = { ...C_BLOCK, nests: true } as const;
const FLAT_C_BLOCK = { ...C_BLOCK, nests: false } as const;
const SLASHES = /^\/\//;
const HASH = /^#/;
const QUOTED: StringRules = { opening: /^"/, escape: "\\", isOneLine: true };
const BRACES = [{ opening: "${", closing: "}" }] as const;
/** A character in quotes that holds a quotation mark or the like; else a lone quote, as in Rust's lifetimes. */
const CHARACTER = /^'(?:[^'\\]|\\[^'][^']{0,12}|\\')'/;

const RUST: LexerRules = {
  lineComment: SLASHES,
  blockComment: NESTED_C_BLOCK,
  strings: [
    { opening: /^\b[bc]?r(?<hashes>#*)"/, closing: '"' },
    { opening: /^[bc]?"/, closing: '"', escape: "\\" },
  ],
  skip: /^(?:r#)?\w+|^'(?:[^'\\]|\\[^'][^']{0,12}|\\')'/,
};

const SWIFT: LexerRules = {
  lineComment: SLASHES,
  blockComment: NESTED_C_BLOCK,
  strings: [
    { opening: /^(?<hashes>#+)"""/, closing: '"""' },
    { opening: /^"""/, escape: "\\", holes: [{ opening: "\\(", closing: ")" }] },
    { opening: /^(?<hashes>#+)"/, closing: '"', isOneLine: true },
    { ...QUOTED, holes: [{ opening: "\\(", closing: ")" }] },
    { opening: /^(?<hashes>#+)\//, closing: "/" },
  ],
  skip: /^(?:\w+|\\.)/,
};

const SCALA: LexerRules = {
  lineComment: SLASHES,
  blockComment: NESTED_C_BLOCK,
  strings: [
    { opening: /^[a-zA-Z_]\w*"""/, closing: '"""', holes: BRACES },
    { opening: /^"""/ },
    { opening: /^[a-zA-Z_]\w*"/, closing: '"', escape: "\\", isOneLine: true, holes: BRACES },
    QUOTED,
  ],
  skip: new RegExp(String.raw`^(?:\w+|${CHARACTER.source.slice(1)}|\`[^\`]*\`)`),
};

const JULIA: LexerRules = {
  lineComment: HASH,
  blockComment: { opening: "#=", closing: "=#", nests: true },
  strings: [
    { opening: /^[a-zA-Z_]\w*"""/, closing: '"""', escape: "\\" },
    { opening: /^"""/, escape: "\\", holes: [{ opening: "$(", closing: ")" }] },
    { opening: /^[a-zA-Z_]\w*"/, closing: '"', escape: "\\" },
    { opening: /^"/, escape: "\\", holes: [{ opening: "$(", closing: ")" }] },
    { opening: /^```/, escape: "\\", holes: [{ opening: "$(", closing: ")" }] },
    { opening: /^`/, escape: "\\", holes: [{ opening: "$(", closing: ")" }] },
  ],
  // A quote behind a value transposes it.
  skip: /^(?:[\w)\]}.]+'*|'(?:[^'\\]|\\[^'][^']{0,12}|\\')')/,
};

const SQL: LexerRules = {
  // MySQL's "#" is an operator or part of a name elsewhere, so it counts only with a space, and only in front.
  lineComment: /^(?:--|#\s)/,
  blockComment: FLAT_C_BLOCK,
  strings: [
    // A backslash in front of the last quote is a path in standard SQL, and an escape in MySQL.
    { opening: /^'(?=(?:[^'\\\n]|'')*\\'\s*(?:[,;)]|$))/, closing: "'" },
    { opening: /^'/, escape: "\\", isDoubled: true },
    { opening: /^"/, isDoubled: true },
    { opening: /^`/ },
  ],
  skip: /^(?:\w+#*|\$\w*\$|\[[^\]\n]*\]|[^\s'"`#-]#)/,
};

const CSHARP: LexerRules = {
  lineComment: SLASHES,
  blockComment: FLAT_C_BLOCK,
  strings: [
    { opening: /^\$*"""(?<hashes>"*)/, closing: '"""' },
    { opening: /^(?:@\$|\$@)"/, closing: '"', isDoubled: true },
    { opening: /^@"/, closing: '"', isDoubled: true },
    { opening: /^\$"/, closing: '"', escape: "\\", isOneLine: true, holes: [{ opening: "{", closing: "}" }] },
    QUOTED,
  ],
  skip: new RegExp(
    String.raw`^(?:\w+|${CHARACTER.source.slice(1)}|#[ \t]*(?:region|endregion|error|warning|pragma)\b.*)`,
  ),
};

const GROOVY: LexerRules = {
  lineComment: SLASHES,
  blockComment: FLAT_C_BLOCK,
  strings: [
    { opening: /^'''/, escape: "\\" },
    { opening: /^"""/, escape: "\\", holes: BRACES },
    { opening: /^\$\//, closing: "/$" },
    { opening: /^'/, escape: "\\", isOneLine: true },
    { ...QUOTED, holes: BRACES },
    { opening: /^\/(?=[^\s/*])/, closing: "/", escape: "\\", isOneLine: true, needsExpression: true },
  ],
  skip: /^\w+/,
};

const POWERSHELL: LexerRules = {
  lineComment: HASH,
  before: /[\s;(){}|,&'"\]]/,
  blockComment: { opening: "<#", closing: "#>", nests: false },
  strings: [
    { opening: /^@"(?=\s*$)/, closing: '"@', closesAtStart: true },
    { opening: /^@'(?=\s*$)/, closing: "'@", closesAtStart: true },
    { opening: /^["“”]/u, closing: '"', escape: "`", isDoubled: true, holes: [{ opening: "$(", closing: ")" }] },
    { opening: /^'/, isDoubled: true },
  ],
  skip: /^(?:[\w$-]+|`.)/,
};

const R: LexerRules = {
  lineComment: HASH,
  strings: [
    ...["()", "[]", "{}"].flatMap(([opening = "", closing = ""]): readonly StringRules[] => [
      { opening: new RegExp(`^[rR]"(?<hashes>-*)\\${opening}`), closing, end: '"' },
      { opening: new RegExp(`^[rR]'(?<hashes>-*)\\${opening}`), closing, end: "'" },
    ]),
    { opening: /^"/, escape: "\\" },
    { opening: /^'/, escape: "\\" },
    { opening: /^`/, escape: "\\", isOneLine: true },
  ],
  skip: /^(?:[\w.]+|%[^%\n]*%)/,
};

const SHELL_WORD = String.raw`(?<name>(?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s'"\\;&|()<>#])(?:'[^'\n]*'|"[^"\n]*"|\\.|[^\s'"\\;&|()<>])*)`;
const SHELL_HOLES = [
  { opening: "$((", closing: ")", isQuiet: true },
  { opening: "$(", closing: ")" },
  { opening: "${", closing: "}", isQuiet: true },
  { opening: "`", closing: "`" },
] as const;
const SHELL: LexerRules = {
  lineComment: HASH,
  before: /[\s;&|()<>`]/,
  heredoc: new RegExp(String.raw`^<<(?!<)-?[ \t]*${SHELL_WORD}`),
  strings: [
    { opening: /^\$'/, closing: "'", escape: "\\" },
    { opening: /^\$"/, closing: '"', escape: "\\", holes: SHELL_HOLES },
    { opening: /^"/, escape: "\\", holes: SHELL_HOLES },
    { opening: /^'/ },
    { opening: /^\$?\(\(/, closing: ")", isQuiet: true },
    { opening: /^\$\{/, closing: "}", isQuiet: true },
  ],
  skip: /^(?:\\.|<<<|\$[#$?*@!-]|(?!(?:case|esac)\b)\w+)/,
};

const DOCKERFILE: LexerRules = {
  lineComment: HASH,
  isFirstInLine: true,
  heredoc: /^<<(?!<)-?(?<name>["']?[A-Za-z_]\w*["']?)/,
  strings: [],
  skip: /^(?:\\.|<<<|[^\s<]+)/,
};

const PHP_HOLES = [{ opening: "{$", closing: "}" }] as const;
const PHP: LexerRules = {
  island: { opening: /<\?(?:php\b|=|(?!xml))/i, closing: "?>" },
  lineComment: /^(?:\/\/|#(?!\[))/,
  stop: "?>",
  blockComment: FLAT_C_BLOCK,
  heredoc: /^<<<[ \t]*(?<name>["']?[A-Za-z_]\w*["']?)/,
  strings: [
    { opening: /^"/, escape: "\\", holes: PHP_HOLES },
    { opening: /^'/, escape: "\\" },
    { opening: /^`/, escape: "\\", holes: PHP_HOLES },
  ],
  skip: /^\w+/,
};

const HASKELL: LexerRules = {
  lineComment: /^---*(?![!#$%&*+./<=>?@\\^|~:-])|^---*(?=\s*[|^](?:\s|$))(?=-*\s)/,
  before: /[^!#$%&*+./<=>?@\\^|~:]/,
  blockComment: { opening: "{-", closing: "-}", nests: true },
  strings: [{ opening: /^\{-#/, closing: "#-}" }, QUOTED],
  skip: new RegExp(String.raw`^(?:\w[\w']*|${CHARACTER.source.slice(1)}|[!#$%&*+./<=>?@\\^|~:-]+)`),
};

const VB: LexerRules = {
  lineComment: /^(?:['‘’]|rem(?![\w(.]))/iu,
  strings: [{ opening: /^["“”]/u, closing: '"', isDoubled: true }],
  skip: /^(?:\.?\w+)/,
};

export const LEXER_RULES = {
  csharp: CSHARP,
  dockerfile: DOCKERFILE,
  groovy: GROOVY,
  haskell: HASKELL,
  julia: JULIA,
  php: PHP,
  powershell: POWERSHELL,
  r: R,
  rust: RUST,
  scala: SCALA,
  shellscript: SHELL,
  sql: SQL,
  swift: SWIFT,
  vb: VB,
} as const satisfies Readonly<Record<string, LexerRules>>;
