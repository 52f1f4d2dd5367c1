import * as l10n from "@vscode/l10n";

/** A language that people are spoken to in. */
export interface Language {
  /** As VS Code names it: "de". */
  readonly tag: string;
  /** Each text by its English. What is not among them is said in English. */
  readonly texts: Readonly<Record<string, string>>;
  /** Absolute path of the texts, for other processes. */
  readonly file?: string;
}

const ENGLISH: Language = { tag: "en", texts: {} };

let spoken = ENGLISH;
/** Between whole and tenths, and between thousands: English has "1,234.5". */
let marks = { decimal: ".", group: "," };

/**
 * Sets the language of all that this process says. Many texts are looked up once, when their module is loaded: an entry
 * file that speaks another language than English calls this before it imports anything else.
 */
export function speak(language: Language): void {
  spoken = language;
  l10n.config({ contents: language.texts });
  marks = readMarks(language.tag);
}

export function getLanguage(): Language {
  return spoken;
}

export function getNumberMarks(): { readonly decimal: string; readonly group: string } {
  return marks;
}

function readMarks(tag: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(tag).formatToParts(12345.6);
  const find = (type: string) => parts.find((part) => part.type === type)?.value;
  return { decimal: find("decimal") ?? ".", group: find("group") ?? "," };
}
