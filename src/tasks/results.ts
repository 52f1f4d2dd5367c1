import type { Span } from "../text/spans/span";
import type { Token } from "../tokenizer/encoding";
import type { HeadShares } from "./attention/headShares";

/** Plain data: what tasks answer, what crosses the process boundary, what the CLI prints. All spans are UTF-16 ranges of the text given. */

/** The part of a text that the model read when the whole did not fit; absent when it did. */
export interface Read {
  readonly windows: number;
  /** What was read of the text: all of it for tasks that read every window, less for those that need a single one. */
  readonly span: Span;
  /** What was read of the pair. */
  readonly pair?: Span;
}

export interface Fill {
  /** As it would stand in the text: whole word, in the case of the word it replaces. */
  readonly text: string;
  /** 0..1; of a word of several pieces, the product of its pieces' conditional probabilities. */
  readonly probability: number;
  /** Number of word pieces. */
  readonly pieces: number;
}

export interface MaskFills extends Span {
  /** Most probable first. */
  readonly fills: readonly Fill[];
  /**
   * What stands in the text now; absent where the text has a literal [MASK]. `rank` is 1 + the number of vocabulary
   * pieces the model finds more probable than the whole word: 1 is the model's first choice.
   */
  readonly original?: Fill & { readonly rank: number };
  readonly read?: Read;
}

export interface FillResult {
  readonly masks: readonly MaskFills[];
}

export interface PairResult {
  /** P(B is the next sentence of A), 0..1. Near 1 for most pairs, related or not: judge by the margin. */
  readonly isNext: number;
  /** Log-odds of A→B minus the mean log-odds of B→A and of A→(other sentences of the document). Above 0: B fits better after A than these do. */
  readonly margin: number;
  readonly swapped: number;
  /** P(next) of A followed by each drawn sentence; empty if the document has no other. */
  readonly others: readonly number[];
  readonly read?: Read;
}

export type ToneLabel = "negative" | "neutral" | "positive";

export interface ToneResult {
  readonly label: ToneLabel;
  /** Sum to 1. */
  readonly scores: Readonly<Record<ToneLabel, number>>;
  /** The checkpoint's own labels and probabilities, when they are others than these three. */
  readonly labels?: readonly { readonly label: string; readonly probability: number }[];
  readonly read?: Read;
}

export interface TokensResult {
  readonly tokens: readonly Token[];
}

export interface AttentionResult {
  readonly tokens: readonly Token[];
  readonly layer: number;
  readonly head: number;
  /** T rows of T probabilities, each row summing to 1: how much the row's token attends to each. */
  readonly attention: readonly (readonly number[])[];
  readonly shares: HeadShares;
  /** P(next) when there is a pair and the checkpoint has the head. */
  readonly isNext?: number;
  readonly read?: Read;
}

export interface HeadSketch {
  readonly shares: HeadShares;
  /** Of T tokens [T, T], rows attend to columns; of many tokens fewer rows and columns, each for some tokens side by side. */
  readonly sketch: readonly (readonly number[])[];
}

export interface HeadsResult {
  readonly tokens: readonly Token[];
  /** L layers of N heads. */
  readonly layers: readonly (readonly HeadSketch[])[];
  readonly read?: Read;
}

/** A token and how alike its vector is to another's: the cosine of the angle between them, -1..1. */
export interface Neighbour {
  readonly position: number;
  readonly cosine: number;
}

/** The vectors of all tokens at one layer. */
export interface VectorLayer {
  /** T points, around 0, 0: the plane in which the vectors differ most, turned towards that of the layer before. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Of the vectors' variance, what lies in that plane, 0..1. */
  readonly share: number;
  /** Of each of T tokens those most alike, the most alike first; 5, or T - 1. */
  readonly neighbours: readonly (readonly Neighbour[])[];
}

export interface VectorsResult {
  readonly tokens: readonly Token[];
  /** L + 1: the embeddings' output, then that of each layer. */
  readonly layers: readonly VectorLayer[];
  readonly read?: Read;
}

export const POOLINGS = [
  "cls",
  "mean",
  "second-to-last-mean",
  "sum-last-four",
  "concat-last-four",
  "weighted",
] as const;
export type Pooling = (typeof POOLINGS)[number];

export interface EmbedResult {
  /** H numbers; 4H for "concat-last-four". */
  readonly embedding: readonly number[];
  readonly read?: Read;
}
