import type { Span } from "../text/spans/span";
import type { Fix } from "./fix";
import type { MarkedWord } from "./markedWord";

/** One place that a rule points at. */
export interface Finding {
  /** The id of the rule: "tone/negative". */
  readonly rule: string;
  /** In the document: the sentence, or a part of it. */
  readonly span: Span;
  /** 0..1: the model's probability that the rule is right. */
  readonly score: number;
  /** For the writer: what is wrong, then where. The scores stand beside it. */
  readonly message: string;
  /** The probabilities behind the score, by name: what a hover lists. */
  readonly scores: Readonly<Record<string, number>>;
  /** The model's own labels with their probabilities, the likeliest first, where `scores` joins them under other names. */
  readonly labels?: readonly { readonly label: string; readonly probability: number }[];
  /** Changes that would end the finding, the best first. */
  readonly fixes: readonly Fix[];
  /** Present if the finding is about one word and not about the sentence. */
  readonly word?: MarkedWord;
}
