import type { CommentMarks } from "../formatFacts";

const HASH: CommentMarks = ["# ", ""];
const DASHES: CommentMarks = ["-- ", ""];
const SLASHES: CommentMarks = ["// ", ""];

/** What Cloze knows of a programming language besides its tokenizer, which `codeTokenizers.ts` names. */
interface CodeLanguageFacts {
  /** Endings of its files, in lower case, without the stop. */
  readonly endings: readonly string[];
  /** Name of a file in this language that needs no ending, in lower case. */
  readonly fileName?: string;
  /** What Cloze writes around the words of a comment of one line; default: "// " before them. */
  readonly lineComment?: CommentMarks;
  /** What opens and closes a comment of several lines; default: that of C. */
  readonly blockComment?: readonly [opening: string, closing: string];
  /** A comment of several lines may hold another one, and ends when both are closed. */
  readonly nests?: boolean;
}

/** The programming languages whose comments are read, by VS Code's identifiers. A new one also needs its tokenizer. */
const LANGUAGES = {
  c: { endings: ["c", "h"] },
  cpp: { endings: ["cc", "cpp", "cxx", "hh", "hpp", "hxx"] },
  csharp: { endings: ["cs"] },
  css: { lineComment: ["/* ", " */"], endings: ["css"] },
  dart: { endings: ["dart"], nests: true },
  dockerfile: { lineComment: HASH, endings: [], fileName: "dockerfile" },
  go: { endings: ["go"] },
  groovy: { endings: ["gradle", "groovy"] },
  haskell: { lineComment: DASHES, endings: ["hs"], blockComment: ["{-", "-}"], nests: true },
  java: { endings: ["java"] },
  javascript: { endings: ["js", "cjs", "mjs"] },
  javascriptreact: { endings: ["jsx"] },
  julia: { lineComment: HASH, endings: ["jl"], blockComment: ["#=", "=#"], nests: true },
  kotlin: { endings: ["kt", "kts"], nests: true },
  less: { endings: ["less"] },
  lua: { lineComment: DASHES, endings: ["lua"] },
  "objective-c": { endings: ["m"] },
  "objective-cpp": { endings: ["mm"] },
  php: { endings: ["php"] },
  powershell: { lineComment: HASH, endings: ["ps1", "psm1"], blockComment: ["<#", "#>"] },
  python: { lineComment: HASH, endings: ["py", "pyi"] },
  r: { lineComment: HASH, endings: ["r"] },
  ruby: { lineComment: HASH, endings: ["rb"], blockComment: ["=begin", "=end"] },
  rust: { endings: ["rs"], nests: true },
  scala: { endings: ["scala"], nests: true },
  scss: { endings: ["scss"] },
  shellscript: { lineComment: HASH, endings: ["bash", "sh", "zsh"] },
  sql: { lineComment: DASHES, endings: ["sql"] },
  swift: { endings: ["swift"], nests: true },
  typescript: { endings: ["ts", "cts", "mts"] },
  typescriptreact: { endings: ["tsx"] },
  vb: { lineComment: ["' ", ""], endings: ["vb"] },
} as const satisfies Readonly<Record<string, CodeLanguageFacts>>;

export type CodeLanguage = keyof typeof LANGUAGES;

export const CODE_LANGUAGES = Object.keys(LANGUAGES) as readonly CodeLanguage[];

const FACTS: Readonly<Record<CodeLanguage, CodeLanguageFacts>> = LANGUAGES;
const BY_FILE_NAME: ReadonlyMap<string, CodeLanguage> = new Map(
  CODE_LANGUAGES.map((language) => [FACTS[language].fileName ?? "", language] as const),
);
const BY_ENDING: ReadonlyMap<string, CodeLanguage> = new Map(
  CODE_LANGUAGES.flatMap((language) => FACTS[language].endings.map((ending) => [ending, language] as const)),
);
const C_COMMENT = ["/*", "*/"] as const;

export function isCodeLanguage(id: string): id is CodeLanguage {
  return Object.hasOwn(LANGUAGES, id);
}

export function listCodeEndings(language: CodeLanguage): readonly string[] {
  return FACTS[language].endings;
}

/** What Cloze writes around the words of a comment of one line. */
export function selectLineComment(language: CodeLanguage): CommentMarks {
  return FACTS[language].lineComment ?? SLASHES;
}

/** What opens and closes a comment of several lines. */
export function selectBlockComment(language: CodeLanguage): readonly [opening: string, closing: string] {
  return FACTS[language].blockComment ?? C_COMMENT;
}

/** Whether a comment of several lines may hold another one. */
export function nestsComments(language: CodeLanguage): boolean {
  return FACTS[language].nests === true;
}

/** @param file - A path or a name. */
export function findCodeLanguage(file: string): CodeLanguage | undefined {
  const name = (file.split(/[/\\]/).at(-1) ?? "").toLowerCase();
  if (name === "") return undefined;
  return BY_FILE_NAME.get(name) ?? BY_ENDING.get(/\.([^.]+)$/.exec(name)?.[1] ?? "");
}
