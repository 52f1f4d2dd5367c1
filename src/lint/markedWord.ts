import type { Span } from "../text/spans/span";

/** The word that a finding is about. */
export interface MarkedWord {
  /** In the text of the sentence, which need not be that of the document; empty where a word is missing. */
  readonly place: Span;
  /** As it stands; empty where a word is missing. */
  readonly written: string;
  /** What belongs there; empty where a word is too many. */
  readonly meant: string;
  /** The sentence with that: what is before it, the word, what is behind it. */
  readonly mended: readonly [before: string, meant: string, after: string];
  /** What `never` must name so that the rule never marks this, and what a menu calls that. */
  readonly pair: string;
  readonly pairTitle: string;
}
