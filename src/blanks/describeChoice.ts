import * as l10n from "@vscode/l10n";
import { formatPercent } from "../wording/numbers/formatPercent";
import type { Choice } from "./askFills";

/** How a list of completions shows a word for a blank, or a word for each of several. */
export function describeChoice({ texts, probability }: Choice) {
  const percent = formatPercent(probability);
  const detail = texts.length === 1 ? percent : l10n.t("{0}, all {1} blanks", percent, texts.length);
  return { label: joinWords(texts), percent, detail };
}

/** A choice as a person reads and types it. */
export function joinWords(words: readonly string[]): string {
  return words.join(", ");
}

/** What stands above the words for so many blanks. */
export function describeBlanks(count: number): string {
  return count === 1 ? l10n.t("BERT would write") : l10n.t("BERT would write at the {0} blanks together", count);
}
