import type { TokenizerSpec } from "../tokenizer/tokenizerSpec";
import type { FileStamp } from "./files/fileStamp";
import type { StoredTensor } from "./storedTensor";

/** Element types of the weights that Cloze can run; little-endian in the file. */
export type WeightType = "F32" | "F16" | "BF16";

/** Place of one tensor's bytes, which are contiguous, and row-major unless it has strides. */
export interface WeightTensor extends Pick<StoredTensor, "strides" | "checksum"> {
  readonly dtype: WeightType;
  readonly shape: readonly number[];
  /** Name of the file in `Checkpoint.weightsFolder`. */
  readonly file: string;
  /** Counted from the start of the file, header included. */
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** Kinds of models that run, as config.json's `model_type` names them; `FAMILIES` says how they differ. */
export const ARCHITECTURES = [
  "bert",
  "distilbert",
  "roberta",
  "electra",
  "xlm-roberta",
  "camembert",
  "mpnet",
  "albert",
] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/**
 * Weights that layers share. Layer l of L is step l % `inner` of a stretch, and stretch s of S = L / `inner` runs the
 * weights of group ⌊s · `groups` / S⌋.
 */
export interface LayerSharing {
  readonly groups: number;
  readonly inner: number;
}

export type Activation = "gelu" | "gelu-tanh" | "relu" | "silu";

/** The architecture, described in BERT's terms for every family. All counts are at least 1. */
export interface CheckpointConfig {
  readonly architecture: Architecture;
  readonly layers: number;
  /** Attention heads of each layer. */
  readonly heads: number;
  /** H, a multiple of `heads`. */
  readonly hiddenSize: number;
  /** F */
  readonly feedForwardSize: number;
  /** Rows of the embedding table; the vocabulary may be shorter. */
  readonly embeddingRows: number;
  readonly maxTokens: number;
  /** Numbers in each row of the embedding tables, which the encoder projects to H. Default: H, and nothing is projected. */
  readonly embeddingSize?: number;
  /** Number of segment ids that the model can be given; 0 for those that tell a pair apart by its [SEP]s alone. */
  readonly segments: number;
  /** Rows of a segment table of which every token reads row 0. Default: the table, if there is one, has a row for each segment. */
  readonly unusedSegments?: number;
  /** The row of the position table that the first token reads, behind that of padding. Default: 0. */
  readonly firstPosition?: number;
  /** Rows of a table of what attention adds by how far apart two tokens stand, for all layers. Default: there is none. */
  readonly distanceBuckets?: number;
  /** Of families whose layers share weights: which layer has which. Default: each has its own. */
  readonly sharing?: LayerSharing;
  readonly activation: Activation;
  readonly layerNormEpsilon: number;
}

/**
 * A readout turns the encoder's states into an answer: words for a mask, "next sentence or not", labels, where in a text
 * the answer to a question starts and ends ("answers"), a label for each token ("tags"), or what is to be done with each
 * token ("slips").
 */
export type ReadoutName = "mlm" | "nsp" | "classifier" | "answers" | "tags" | "slips";

export type ReadoutState = { readonly present: true } | { readonly present: false; readonly reason: string };

export type Problem = "single-label" | "multi-label" | "regression";

/** How a score of each kind of slip becomes a probability: 1 / (1 + exp(-slope · (score - middle))). */
export type SlipCalibration = Readonly<Record<string, { readonly slope: number; readonly middle: number }>>;

/** How the states of a text's tokens become one vector. "weighted" weighs token i of T by i; "mean-sqrt" divides by √T. */
export type TokenPooling = "cls" | "mean" | "max" | "mean-sqrt" | "weighted" | "last";

/** How a checkpoint's own files say that sentence vectors are made: of the last layer. */
export type PoolingState =
  | {
      readonly present: true;
      readonly tokens: TokenPooling;
      /** Whether vectors are brought to length 1. */
      readonly isNormalized: boolean;
      /** Most tokens that are read of a text, special ones included. */
      readonly maxTokens: number;
    }
  | { readonly present: false; readonly reason: string };

/** A checkpoint folder that was read and is valid. Plain data, without weights or open files. */
export interface Checkpoint {
  /** Absolute path. */
  readonly folder: string;
  /**
   * Folder of the weight files, with links resolved: ONNX Runtime accepts no external data from outside the folder that it
   * is given.
   */
  readonly weightsFolder: string;
  /** The weight files by name, as they were when the checkpoint was read. */
  readonly weightFiles: ReadonlyMap<string, FileStamp>;
  readonly config: CheckpointConfig;
  readonly tokenizer: TokenizerSpec;
  /** By published name: the encoder's start with the prefix of its family, such as `bert.`, and `gamma` and `beta` are `weight` and `bias`. */
  readonly tensors: ReadonlyMap<string, WeightTensor>;
  /** Tensors whose numbers Cloze does not run, by the same names, and their element types: "I64". */
  readonly leftOut: ReadonlyMap<string, string>;
  readonly readouts: Readonly<Record<ReadoutName, ReadoutState>>;
  /** One for each logit of the classifier; empty without a classifier. */
  readonly labels: readonly string[];
  /** Undefined without a classifier. */
  readonly problem: Problem | undefined;
  /** Divides the classifier's logits before the softmax; finite and above 0. Config key `cloze_temperature`. */
  readonly temperature: number;
  /** One for each logit of the readout that labels tokens, such as "B-PER"; empty without it. */
  readonly tags: readonly string[];
  /** What each logit of the readout for words too many and missing proposes; empty without it. */
  readonly slipActions: readonly string[];
  /** Undefined if the checkpoint does not say. */
  readonly slipCalibration: SlipCalibration | undefined;
  readonly pooling: PoolingState;
  /** Number of weights in the files, including those that no readout uses. */
  readonly parameters: number;
}
