/** What a classifier says of a text, and how far that rests on each word. */
export interface OccludedText {
  /** The most probable label. */
  readonly label: string;
  /** All of them, in the checkpoint's order. */
  readonly labels: readonly { readonly label: string; readonly probability: number }[];
  /** Each label holds or does not, whatever the others do. */
  readonly several: boolean;
  /** In the order of the text, with their UTF-16 ranges in it. */
  readonly words: readonly OccludedWord[];
  /** Words behind these, which were not hidden. */
  readonly more: number;
  /** Stands for a hidden word; empty if it is left out. */
  readonly mask: string;
  readonly layer: number;
  /** What [CLS] gives each of T tokens, of its attention in this layer: 0..1. */
  readonly attention: readonly number[];
}

export interface OccludedWord {
  readonly start: number;
  readonly end: number;
  /** How far the probability of the label falls without the word: -1..1. */
  readonly fall: number;
  /** Of [CLS], 0..1. */
  readonly attention: number;
}
