import { type CodeLanguage, findCodeLanguage, isCodeLanguage, listCodeEndings } from "./comments/codeLanguages";

/** The editor's identifiers of documents that are written to be read, and the endings of their files. */
const DOCUMENTS = {
  asciidoc: { languages: ["asciidoc"], endings: ["adoc", "asciidoc"] },
  commit: { languages: ["git-commit"], endings: [] },
  html: { languages: ["html"], endings: ["html", "htm", "xhtml"] },
  latex: { languages: ["latex", "tex"], endings: ["tex", "ltx"] },
  markdown: {
    languages: ["markdown", "chatagent", "chatmode", "instructions", "prompt", "quarto", "rmd", "skill"],
    endings: ["md", "markdown", "qmd", "rmd"],
  },
  mdx: { languages: ["mdx"], endings: ["mdx"] },
  plaintext: { languages: ["plaintext"], endings: ["txt"] },
  rst: { languages: ["restructuredtext"], endings: ["rst", "rest"] },
} as const satisfies Readonly<Record<string, Names>>;

interface Names {
  readonly languages: readonly string[];
  readonly endings: readonly string[];
}

export type DocumentFormat = keyof typeof DOCUMENTS;

/** How a document is read. Of a program, its comments. */
export type Format = DocumentFormat | CodeLanguage;

export const DOCUMENT_FORMATS = Object.keys(DOCUMENTS) as readonly DocumentFormat[];
const BY_LANGUAGE = listNames("languages");
const BY_ENDING = listNames("endings");

/** Endings of the files that people write prose in; pages of HTML are most often made by programs. */
export const PROSE_ENDINGS = DOCUMENT_FORMATS.filter((format) => format !== "html").flatMap(
  (format): readonly string[] => DOCUMENTS[format].endings,
);

/**
 * Of a language that no extension knows, the editor says that it is plain text; the file's name may say more.
 *
 * @param language - The editor's identifier.
 * @param file - A path or a name.
 */
export function selectFormat(language: string, file: string): Format {
  const format = BY_LANGUAGE.get(language) ?? (isCodeLanguage(language) ? language : "plaintext");
  return format === "plaintext" ? selectFileFormat(file) : format;
}

/** @param file - A path or a name. What has no ending that we know is read as plain text. */
export function selectFileFormat(file: string): Format {
  const ending = /\.([^./\\]+)$/.exec(file)?.[1] ?? "";
  return BY_ENDING.get(ending.toLowerCase()) ?? findCodeLanguage(file) ?? "plaintext";
}

/** The endings of the files that are in one of these languages, without stops. @param languages - The editor's identifiers. */
export function listEndings(languages: readonly string[]): readonly string[] {
  const endings = languages.flatMap((language): readonly string[] => {
    const format = BY_LANGUAGE.get(language);
    if (format !== undefined) return DOCUMENTS[format].endings;
    return isCodeLanguage(language) ? listCodeEndings(language) : [];
  });
  return [...new Set(endings)];
}

function listNames(kind: keyof Names): ReadonlyMap<string, DocumentFormat> {
  return new Map(DOCUMENT_FORMATS.flatMap((format) => DOCUMENTS[format][kind].map((name) => [name, format] as const)));
}
