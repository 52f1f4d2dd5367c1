import type { Span } from "../text/spans/span";
import type { Fix } from "./fix";

/** Why a rule points at a sentence, as far as single words tell. */
export interface Reason {
  /** The words that the finding rests on, the weightiest first; empty when no few words account for it. */
  readonly words: readonly ReasonWord[];
  /** The finding's score without these words, 0..1; `undefined` when no few words account for it. */
  readonly without: number | undefined;
  /** Changes to these words that would end the finding, the best first. */
  readonly fixes: readonly Fix[];
  /** The reason as a sentence. */
  readonly describe: (style: ReasonStyle) => string;
}

export interface ReasonWord {
  readonly text: string;
  /** In the document; `undefined` for a word that the document writes another way (as an entity, for example). */
  readonly place: Span | undefined;
}

/** Writes the words and probabilities of a reason: as Markdown in a hover, as plain text on a terminal. */
export interface ReasonStyle {
  readonly word: (text: string) => string;
  readonly percent: (probability: number) => string;
}
