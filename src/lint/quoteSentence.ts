import * as l10n from "@vscode/l10n";
import { showSentence } from "../text/sentences/showSentence";
import type { Sentence } from "../text/spans/sentence";

/** UTF-16 units of the sentence that a message quotes: enough to tell it from others in a list. */
const MOST_QUOTED = 60;

/**
 * The beginning of a sentence, as a message about it quotes it.
 *
 * @param document - The text that the sentence is in. Default: code is quoted as the word that stands for it.
 */
export function quoteSentence(sentence: Sentence, document?: string): string {
  const text = document === undefined ? sentence.text : showSentence(sentence, document);
  if (text.length <= MOST_QUOTED) return l10n.t("“{0}”", text);
  // A cut may fall inside a surrogate pair.
  const cut = text.slice(0, MOST_QUOTED).replace(/[\ud800-\udbff]$/, "");
  const end = cut.lastIndexOf(" ");
  return l10n.t("“{0}…”", end > MOST_QUOTED / 2 ? cut.slice(0, end) : cut);
}
