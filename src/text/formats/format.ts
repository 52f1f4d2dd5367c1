import { ASCIIDOC } from "./asciidoc/asciidocFormat";
import { type CodeLanguage, findCodeLanguage, isCodeLanguage, listCodeEndings } from "./comments/codeLanguages";
import { COMMIT } from "./commit/commitFormat";
import type { CommentSyntax, FormatFacts, SkippedThing } from "./formatFacts";
import { HTML } from "./html/htmlFormat";
import { LATEX } from "./latex/latexFormat";
import { MARKDOWN } from "./markdown/markdownFormat";
import { MDX } from "./mdx/mdxFormat";
import { NOTEBOOK } from "./notebook/notebookFormat";
import { PLAINTEXT } from "./plain/plainFormat";
import { RST } from "./rst/rstFormat";

/**
 * The formats of documents that are written to be read. A new one is a folder beside this file, a line here, and a line
 * in `extractProse.ts`; the languages of programs are listed in `comments/codeLanguages.ts`.
 */
const DOCUMENTS = {
  asciidoc: ASCIIDOC,
  commit: COMMIT,
  html: HTML,
  latex: LATEX,
  markdown: MARKDOWN,
  mdx: MDX,
  notebook: NOTEBOOK,
  plaintext: PLAINTEXT,
  rst: RST,
} as const satisfies Readonly<Record<string, FormatFacts>>;

export type DocumentFormat = keyof typeof DOCUMENTS;

/** How a file is read: as a kind of document, or as a program whose comments are read. */
export type Format = DocumentFormat | CodeLanguage;

export const DOCUMENT_FORMATS = Object.keys(DOCUMENTS) as readonly DocumentFormat[];
const BY_LANGUAGE = listNames("languages");
const BY_ENDING = listNames("endings");
const BY_NAME = listNames("names");

/** Endings of the files that are checked when the user names none. */
export const PROSE_ENDINGS = DOCUMENT_FORMATS.filter((format) => DOCUMENTS[format].isCheckedByDefault).flatMap(
  (format): readonly string[] => DOCUMENTS[format].endings,
);

/**
 * The format of a document in the editor. For a language that no extension knows, VS Code says "plaintext"; the file's
 * name may then say more.
 *
 * @param language - VS Code's identifier.
 * @param file - A path or a name.
 */
export function selectFormat(language: string, file: string): Format {
  const format = BY_LANGUAGE.get(language) ?? (isCodeLanguage(language) ? language : "plaintext");
  return format === "plaintext" ? selectFileFormat(file) : format;
}

/** @param file - A path or a name; one with an unknown ending is plain text. */
export function selectFileFormat(file: string): Format {
  const named = BY_NAME.get(file.split(/[/\\]/).at(-1) ?? "");
  if (named !== undefined) return named;
  const ending = /\.([^./\\]+)$/.exec(file)?.[1] ?? "";
  return BY_ENDING.get(ending.toLowerCase()) ?? findCodeLanguage(file) ?? "plaintext";
}

/** The format of a name that is one of ours or VS Code's; `undefined` for any other. */
export function findFormat(name: string): Format | undefined {
  const format = DOCUMENT_FORMATS.find((own) => own === name) ?? selectFormat(name, "");
  // Plain text is also the format of every language that Cloze does not know.
  return format !== "plaintext" || name === format ? format : undefined;
}

/** Endings, without stops, of the files that are in one of these languages. @param languages - VS Code's identifiers. */
export function listEndings(languages: readonly string[]): readonly string[] {
  const endings = languages.flatMap((language): readonly string[] => {
    const format = BY_LANGUAGE.get(language);
    if (format !== undefined) return DOCUMENTS[format].endings;
    return isCodeLanguage(language) ? listCodeEndings(language) : [];
  });
  return [...new Set(endings)];
}

/** How a comment is written in a kind of document; `undefined` if it has none. */
export function findCommentSyntax(format: DocumentFormat): CommentSyntax | undefined {
  const facts: FormatFacts = DOCUMENTS[format];
  return facts.comment;
}

/** What of such a document is not read, besides markup. */
export function listSkippedThings(format: DocumentFormat): readonly SkippedThing[] {
  const facts: FormatFacts = DOCUMENTS[format];
  return facts.skipped ?? [];
}

function listNames(kind: "languages" | "endings" | "names"): ReadonlyMap<string, DocumentFormat> {
  return new Map(
    DOCUMENT_FORMATS.flatMap((format) => {
      const facts: FormatFacts = DOCUMENTS[format];
      return (facts[kind] ?? []).map((name) => [name, format] as const);
    }),
  );
}
