import * as l10n from "@vscode/l10n";

/** Longest value that a sentence quotes, in UTF-16 units. */
const MOST = 60;

/** A value that a person wrote, as a sentence about it quotes it. */
export function quoteFound(value: unknown): string {
  const text = value === undefined ? l10n.t("absent") : JSON.stringify(value);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}
