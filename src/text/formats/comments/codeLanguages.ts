/** Programming languages whose comments are read, by the editor's identifiers, and the endings of their files. */
const ENDINGS = {
  c: ["c", "h"],
  cpp: ["cc", "cpp", "cxx", "hh", "hpp", "hxx"],
  csharp: ["cs"],
  css: ["css"],
  dart: ["dart"],
  dockerfile: [],
  go: ["go"],
  groovy: ["gradle", "groovy"],
  haskell: ["hs"],
  java: ["java"],
  javascript: ["js", "cjs", "mjs"],
  javascriptreact: ["jsx"],
  julia: ["jl"],
  kotlin: ["kt", "kts"],
  less: ["less"],
  lua: ["lua"],
  "objective-c": ["m"],
  "objective-cpp": ["mm"],
  php: ["php"],
  powershell: ["ps1", "psm1"],
  python: ["py", "pyi"],
  r: ["r"],
  ruby: ["rb"],
  rust: ["rs"],
  scala: ["scala"],
  scss: ["scss"],
  shellscript: ["bash", "sh", "zsh"],
  sql: ["sql"],
  swift: ["swift"],
  typescript: ["ts", "cts", "mts"],
  typescriptreact: ["tsx"],
  vb: ["vb"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type CodeLanguage = keyof typeof ENDINGS;

export const CODE_LANGUAGES = Object.keys(ENDINGS) as readonly CodeLanguage[];

const BY_ENDING: ReadonlyMap<string, CodeLanguage> = new Map(
  CODE_LANGUAGES.flatMap((language) => ENDINGS[language].map((ending) => [ending, language] as const)),
);

export function isCodeLanguage(id: string): id is CodeLanguage {
  return Object.hasOwn(ENDINGS, id);
}

export function listCodeEndings(language: CodeLanguage): readonly string[] {
  return ENDINGS[language];
}

/** @param file - A path or a name. */
export function findCodeLanguage(file: string): CodeLanguage | undefined {
  const name = (/[^/\\]*$/.exec(file)?.[0] ?? "").toLowerCase();
  return name === "dockerfile" ? name : BY_ENDING.get(/\.([^.]+)$/.exec(name)?.[1] ?? "");
}
