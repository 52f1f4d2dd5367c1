/**
 * What Cloze gives other extensions: `await vscode.extensions.getExtension<ClozeApi>("cloze.cloze")?.activate()`. This file
 * ships as `dist/api.d.ts`; it imports nothing, so that it can be copied.
 *
 * The models are those that the person chose, and they run on this machine. The first call loads one: with the bundled
 * models a fraction of a second. Spans count UTF-16 units of the given text. Calls reject with an `Error` whose `code` is a
 * word: "cancelled", "no-mask" for a text without a mask, "no-readout" for a model that has not what was asked for,
 * "bad-request" for an argument of another kind, …
 */
export interface ClozeApi {
  /** Rises when something is taken away or means something else; what is added does not change it. */
  readonly version: 1;

  /**
   * What the model would write at each mask: each literal `[MASK]` of the text, or each of `options.masks`.
   *
   * @returns For each mask, in order.
   */
  fill(text: string, options?: FillOptions): Promise<readonly MaskFills[]>;

  /** Does `second` follow `first`? */
  pair(first: string, second: string, options?: PairOptions): Promise<PairScore>;

  /** Whether each sentence reads negative, neutral or positive; in order. */
  tone(sentences: readonly string[], options?: CallOptions): Promise<readonly ToneScore[]>;

  /** A vector for each text, in order: its tokens' vectors pooled as the model's own files say, or else their mean. */
  embed(texts: readonly string[], options?: CallOptions): Promise<readonly Embedding[]>;
}

export interface CallOptions {
  /** Aborting rejects the call with the code "cancelled", and the model drops it. */
  readonly signal?: AbortSignal;
}

export interface FillOptions extends CallOptions {
  /** Ranges to mask. Default: the literal masks of the text. */
  readonly masks?: readonly Range[];
  /** Texts that stand before and after this one, in order: they are read along if they belong. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  /** Score these words only. */
  readonly targets?: readonly string[];
  /** Fills wanted for each mask, 1 to 100. Default: 10. */
  readonly top?: number;
  /** Most word pieces of a fill, 1 to 4. Default: 1. */
  readonly maxPieces?: number;
}

export interface PairOptions extends CallOptions {
  /** Sentences that stand before `first`, in order. */
  readonly before?: readonly string[];
  /** Other sentences of the document, which the margin compares with. */
  readonly document?: readonly string[];
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Present where the model read a part of the text only, or read it in several windows. */
export interface Read {
  readonly windows: number;
  readonly span: Range;
}

export interface Fill {
  /** As it would stand in the text. */
  readonly text: string;
  /** 0..1. */
  readonly probability: number;
}

export interface MaskFills extends Range {
  /** Most probable first. */
  readonly fills: readonly Fill[];
  /** What stands there now; absent for a literal mask. `rank` 1 is the model's first choice. */
  readonly original?: Fill & { readonly rank: number };
  readonly read?: Read;
}

export interface PairScore {
  /** P(`second` is the next sentence), 0..1. Most pairs have nearly 1, related or not: judge by the margin. */
  readonly isNext: number;
  /** "order" if the model was taught sentence order: `isNext` is then P(the two stand in this order). */
  readonly pairQuestion?: "order";
  /** Above 0: it fits better here than other sentences of the document do, and better than the other way round. */
  readonly margin: number;
  readonly read?: Read;
}

export interface ToneScore {
  readonly label: "negative" | "neutral" | "positive";
  /** Together they are 1. */
  readonly scores: { readonly negative: number; readonly neutral: number; readonly positive: number };
  readonly read?: Read;
}

export interface Embedding {
  /** x. */
  readonly embedding: Float32Array;
  readonly read?: Read;
}
