/**
 * What Cloze gives other extensions: `await vscode.extensions.getExtension<ClozeApi>("cloze.cloze")?.activate()`, and
 * programs of Node: `await open()` of the package `cloze`. This file ships as `dist/api.d.ts`; it imports nothing, so that
 * it can be copied.
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

  /** The word pieces that the text model cuts a text into, all of them, even where it reads only a part. */
  tokens(text: string, options?: TokensOptions): Promise<Tokens>;
}

/** What `open()` gives: the same, and what needs files or parsers. */
export interface Cloze extends ClozeApi {
  /**
   * Points at words that are not the ones meant and at negative sentences, as `cloze lint` does. It reads no project file;
   * comments such as `cloze-disable-next-line` hold.
   */
  lint(text: string, options?: LintOptions): Promise<LintResult>;

  /** Ends the process that computes; pending and later calls reject with the code "stopped". Until then Node does not end. */
  close(): void;
}

/** What the person who runs the program chooses. */
export interface OpenOptions {
  /**
   * The model for fills, pairs, vectors and tokens, by a bundled name, a folder, or the name of a model that was fetched with
   * `cloze model pull`. Default: the bundled one. Nothing is ever fetched.
   */
  readonly model?: string;
  /** The model for tones and `lint`. Default: the bundled one. */
  readonly toneModel?: string;
  /** Default: "auto", which is the CPU. */
  readonly device?: "auto" | "cpu" | "wasm" | "cuda" | "directml" | "coreml" | "webgpu";
  /** What the CPU computes in. Default: "auto". */
  readonly precision?: "auto" | "fp32" | "int8";
  /** Where the CUDA libraries are, if the system does not find them. */
  readonly cudaFolder?: string;
  /** Threads of the CPU. Default: all, at most 4. */
  readonly threads?: number;
}

/** @throws An `Error` with the code "bad-request", or one that says why there is no such model. */
export type Open = (options?: OpenOptions) => Promise<Cloze>;

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

export interface TokensOptions extends CallOptions {
  /** Text that comes after the first, read as its pair. */
  readonly pair?: string;
}

export interface Token extends Range {
  /** As in the vocabulary: "un", "##aff", "[CLS]". */
  readonly text: string;
  readonly id: number;
  /** 0 for the text, 1 for its pair; `start` and `end` are in that one, and equal for a [CLS] or [SEP] that was added. */
  readonly segment: 0 | 1;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** The most that the model reads at once. What is longer it reads in windows, or in part: then answers have a `read`. */
  readonly maxTokens: number;
}

export interface LintOptions extends CallOptions {
  /** How the text is read: "markdown", "html", "latex", …, or a programming language. Default: "plaintext". */
  readonly format?: string;
  /** Ids of the rules to run. Default: all. */
  readonly rules?: readonly string[];
  /** How much to point at. Default: "some". */
  readonly level?: "few" | "some" | "all";
}

export interface LintResult {
  /** In the order of the text. */
  readonly findings: readonly LintFinding[];
  /** How many sentences were checked. */
  readonly sentences: number;
  /** What could not be checked, and why. */
  readonly failures: readonly string[];
}

/** Lines and columns count from 1, offsets from 0; columns and offsets in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface LintFinding {
  readonly range: { readonly start: Place; readonly end: Place };
  /** "tone/negative", "words/slip", … */
  readonly rule: string;
  readonly severity: "error" | "warning" | "information" | "hint";
  /** 0..1: the model's probability that the rule is right. */
  readonly score: number;
  readonly message: string;
  /** What is pointed at, as it stands there. */
  readonly text: string;
  /** The change that mends it, where the rule knows one. */
  readonly fix?: { readonly range: { readonly start: Place; readonly end: Place }; readonly text: string } | undefined;
}
