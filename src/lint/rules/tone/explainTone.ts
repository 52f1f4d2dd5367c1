import * as l10n from "@vscode/l10n";
import { findDocumentSpan, type Sentence } from "../../../text/spans/sentence";
import type { Reason, ReasonStyle, ReasonWord } from "../../reason";
import type { ExplainOptions } from "../../rule";
import { findToneWords, LEFT } from "./findToneWords";

/**
 * Why a sentence reads negative.
 *
 * @param options, score - As for {@link findToneWords}.
 */
export async function explainTone(
  sentence: Sentence,
  options: ExplainOptions,
  score: (texts: readonly string[]) => Promise<readonly number[]>,
): Promise<Reason> {
  const found = await findToneWords(sentence.text, options, score);
  if (found === "too long") return withoutWords(l10n.t("The sentence is too long to weigh its words one by one."));
  if (found === undefined) return withoutWords(NO_WORDS);
  const words = found.words.map((span) => ({
    text: sentence.text.slice(span.start, span.end),
    place: findDocumentSpan(sentence, span),
  }));
  return {
    words,
    without: found.without,
    fixes: words.flatMap(({ text, place }) => (place ? [{ kind: "choose", span: place, word: text } as const] : [])),
    describe: (style) => describeWords(words, found.without, style),
  };
}

/** Names `MOST_WORDS` in letters. */
const NO_WORDS = l10n.t("No four words or fewer account for it.");

function withoutWords(message: string): Reason {
  return { words: [], without: undefined, fixes: [], describe: () => message };
}

function describeWords(words: readonly ReasonWord[], without: number, { word, percent }: ReasonStyle): string {
  const named = words.map(({ text }) => word(text));
  const last = named.at(-1) ?? "";
  if (named.length < 2) {
    return without < LEFT
      ? l10n.t("Mostly for {0}: without it, {1} negative.", last, percent(without))
      : l10n.t("Mostly for {0}: without it, it would not be marked ({1} negative).", last, percent(without));
  }
  const listed = l10n.t("{0} and {1}", named.slice(0, -1).join(", "), last);
  return without < LEFT
    ? l10n.t("Mostly for {0}: without them, {1} negative.", listed, percent(without))
    : l10n.t("Mostly for {0}: without them, it would not be marked ({1} negative).", listed, percent(without));
}
