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
  if (found === "too long") return withoutWords("The sentence is too long to weigh its words one by one.");
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
const NO_WORDS = "No four words or fewer account for it.";

function withoutWords(message: string): Reason {
  return { words: [], without: undefined, fixes: [], describe: () => message };
}

function describeWords(words: readonly ReasonWord[], without: number, { word, percent }: ReasonStyle): string {
  const named = words.map(({ text }) => word(text));
  const listed = [named.slice(0, -1).join(", "), named.at(-1)].filter(Boolean).join(" and ");
  const pronoun = words.length === 1 ? "it" : "them";
  if (without < LEFT) return `Mostly for ${listed}: without ${pronoun}, ${percent(without)} negative.`;
  return `Mostly for ${listed}: without ${pronoun}, it would not be marked (${percent(without)} negative).`;
}
