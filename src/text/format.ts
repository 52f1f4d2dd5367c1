import { type CodeLanguage, findCodeLanguage, isCodeLanguage } from "./codeLanguages";

/** How a document is read. Of a program, its comments. */
export type Format = "markdown" | "plaintext" | CodeLanguage;

/** @param language - The editor's identifier. What is no language we know is read as plain text. */
export function findFormat(language: string): Format {
  return language === "markdown" || isCodeLanguage(language) ? language : "plaintext";
}

/** @param file - A path or a name. */
export function findFileFormat(file: string): Format {
  return /\.(?:md|markdown)$/i.test(file) ? "markdown" : (findCodeLanguage(file) ?? "plaintext");
}
