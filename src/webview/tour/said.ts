import * as l10n from "@vscode/l10n";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { fillPlaces } from "../dom/fillPlaces";

/** A part of what is said that comes from the text or the model: it keeps its own direction. */
export interface Quoted {
  readonly quoted: string;
}

/** Sentences of Cloze, with what they quote. */
export type Said = readonly (string | Quoted)[];

export function quotePiece(text: string): Quoted {
  return { quoted: text };
}

/** A sentence with what goes into its places. */
export function say(sentence: string, ...parts: readonly (Quoted | string | Said)[]): Said {
  return fillPlaces<Quoted>(sentence, parts);
}

/** "a", "b" and "c", quoted. */
export function joinQuotes(texts: readonly string[]): Said {
  const quotes = texts.map(quotePiece);
  const [last] = quotes.splice(-1);
  if (!last) return [];
  const listed = quotes.flatMap((each, i) => (i === 0 ? [each] : [", ", each]));
  return listed.length === 0 ? [last] : say(l10n.t("{0} and {1}"), listed, last);
}

/** Sentences, one after the other; those that say nothing are left out. */
export function joinSentences(sentences: readonly Said[]): Said {
  const spoken = sentences.filter(({ length }) => length > 0);
  return spoken.flatMap((said, i) => (i === 0 ? said : [" ", ...said]));
}

/** In running text no line ends between a number and its sign. */
export function sayPercent(share: number): string {
  return formatPercent(share).replace(/ /g, "\u00a0");
}
