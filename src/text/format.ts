import { type CodeLanguage, findCodeLanguage, isCodeLanguage } from "./codeLanguages";

/** How a document is read. Of a program, its comments. */
export type Format = "markdown" | "mdx" | "plaintext" | CodeLanguage;

/** The editor's identifiers of what is written in Markdown under another name. */
const MARKDOWN = new Set(["markdown", "chatagent", "chatmode", "instructions", "prompt", "quarto", "rmd", "skill"]);
const MARKDOWN_FILE = /\.(?:md|markdown|qmd|rmd)$/i;

/** @param language - The editor's identifier. What is no language we know is read as plain text. */
export function findFormat(language: string): Format {
  if (MARKDOWN.has(language)) return "markdown";
  return language === "mdx" || isCodeLanguage(language) ? language : "plaintext";
}

/** @param file - A path or a name. */
export function findFileFormat(file: string): Format {
  if (MARKDOWN_FILE.test(file)) return "markdown";
  return /\.mdx$/i.test(file) ? "mdx" : (findCodeLanguage(file) ?? "plaintext");
}
