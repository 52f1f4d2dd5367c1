/** Element types of weights that Cloze runs; little-endian in the file. */
export type WeightType = "F32" | "F16" | "BF16";

/** Where one tensor's bytes lie: row-major, contiguous. */
export interface WeightTensor {
  readonly dtype: WeightType;
  readonly shape: readonly number[];
  /** Name of the file in `Checkpoint.weightsFolder`. */
  readonly file: string;
  /** From the start of the file, header included. */
  readonly byteOffset: number;
  readonly byteLength: number;
}

export type Activation = "gelu" | "gelu-tanh" | "relu" | "silu";

/** The architecture, in BERT's words whichever family it is. All counts are 1 or more. */
export interface CheckpointConfig {
  readonly architecture: "bert" | "distilbert";
  readonly layers: number;
  readonly heads: number;
  /** H; a multiple of `heads`. */
  readonly hiddenSize: number;
  /** F */
  readonly feedForwardSize: number;
  /** V: rows of the embedding table; the vocabulary may be shorter. */
  readonly embeddingRows: number;
  readonly maxTokens: number;
  /** Segment ids the model knows; 0 for DistilBERT, which reads none. */
  readonly segments: number;
  readonly activation: Activation;
  readonly layerNormEpsilon: number;
}

/** All that a WordPiece tokenizer needs. */
export interface TokenizerSpec {
  /** Piece of each id. */
  readonly pieces: readonly string[];
  readonly lowercase: boolean;
  readonly stripAccents: boolean;
  /** Every CJK ideograph is a word of its own. */
  readonly splitCjk: boolean;
  /** Pieces with a special meaning, as spelt in `pieces`. */
  readonly specials: Readonly<Record<"unk" | "cls" | "sep" | "pad" | "mask", string>>;
  /** Longer words, in code points, are unknown. */
  readonly maxWordLength: number;
  /** What marks a piece that goes on a word: "##". */
  readonly continuingPrefix: string;
}

export type ReadoutName = "mlm" | "nsp" | "classifier";

export type ReadoutState = { readonly present: true } | { readonly present: false; readonly reason: string };

export type Problem = "single-label" | "multi-label" | "regression";

/** A checkpoint folder that was read and found sound. Plain data; holds no weights and no open file. */
export interface Checkpoint {
  /** Absolute. */
  readonly folder: string;
  /** Where the weight files really lie, links resolved; ONNX Runtime takes no external data from outside the folder it is given. */
  readonly weightsFolder: string;
  readonly config: CheckpointConfig;
  readonly tokenizer: TokenizerSpec;
  /** By published name: `bert.` or `distilbert.` before the encoder's, `weight` and `bias` for `gamma` and `beta`. */
  readonly tensors: ReadonlyMap<string, WeightTensor>;
  readonly readouts: Readonly<Record<ReadoutName, ReadoutState>>;
  /** One for each logit of the classifier; empty without one. */
  readonly labels: readonly string[];
  /** Undefined without a classifier. */
  readonly problem: Problem | undefined;
  /** Divides the classifier's logits before the softmax; finite and above 0. Config key `cloze_temperature`. */
  readonly temperature: number;
  /** Number of weights in the files, those that no head uses included. */
  readonly parameters: number;
}
