import type { Tokenizer } from "../../tokenizer/encoding";
import type { ModelInfo } from "../schemas/modelSchema";

export type { ModelInfo };
export type { Precision } from "../schemas/precisionSchema";

/** One sequence: token ids and segment ids, both T long, 1..maxTokens. */
export interface ModelInput {
  readonly ids: readonly number[];
  readonly segments: readonly number[];
}

/** What to compute. Nothing else is computed. */
export interface ModelRequest {
  /** B sequences of any lengths. The model batches, pads and masks as it sees fit; no answer depends on its batch. */
  readonly inputs: readonly ModelInput[];
  /** Positions whose MLM logits are wanted: M pairs. */
  readonly mlm?: readonly { readonly input: number; readonly position: number }[];
  /** With `mlm`: instead of all logits, only so many of the best pieces of each position, 1..V. */
  readonly top?: number;
  readonly nsp?: boolean;
  readonly classifier?: boolean;
  /** Whether the logits of where an answer starts and ends are wanted, at every token. */
  readonly answers?: true;
  /** Whether the logits of the labels of single tokens are wanted, at every token. */
  readonly tags?: true;
  /** Places whose MLM logits are wanted for some pieces alone, which costs far less than `mlm`: E places. */
  readonly candidates?: readonly CandidatesAsked[];
  /** Whether the logits of the readout for words too many and missing are wanted, at every token. */
  readonly actions?: true;
  /** Whether readouts are computed for looking: in `info.statesPrecision`, as hidden states and attention are. */
  readonly exact?: boolean;
  /**
   * Layers whose states the readouts read, 0 for the embeddings' output, l for the output of layer l, of one input and in
   * `info.statesPrecision`; of slips and of every token nothing can be asked. Answers then come layer by layer, in this order: all rows of
   * the first, then those of the next. Default: the last layer.
   */
  readonly layers?: readonly number[];
  /** Layers whose hidden states are wanted: 0 is the embeddings' output, l the output of layer l (1..L). */
  readonly hidden?: readonly number[];
  /** Layers whose attention probabilities are wanted, 0..L-1. */
  readonly attention?: readonly number[];
  /** Layers of whose hidden states the inner products are wanted, as in `hidden`. */
  readonly products?: readonly number[];
  /** Layers whose queries and keys are wanted, 0..L-1. */
  readonly queries?: readonly number[];
}

/** Some pieces at one place of one input. */
export interface CandidatesAsked {
  readonly input: number;
  readonly position: number;
  /** Ids, at least one. */
  readonly pieces: readonly number[];
}

/** Float32, row-major. Entries for `inputs` come in their order, without padding. */
export interface ModelOutput {
  /** M rows of V logits, in the order asked; absent if `top` was asked for. */
  readonly mlm?: readonly Float32Array[];
  /** M rows, in the order asked. */
  readonly top?: readonly TopPieces[];
  /** B rows of 2 logits; index 0 is "is next". */
  readonly nsp?: readonly Float32Array[];
  /** B rows of K logits, before softmax or temperature. */
  readonly classifier?: readonly Float32Array[];
  /** B rows of [T, 2]: the logits of the start and of the end of an answer at every token of an input. */
  readonly answers?: readonly Float32Array[];
  /** B rows of [T, K]: the logits of `info.tags` at every token of an input. */
  readonly tags?: readonly Float32Array[];
  /** E rows, in the order asked: the logit of each piece, as `mlm` has it. */
  readonly candidates?: readonly Float32Array[];
  /** B rows of [T, A]: the logits of `info.slipActions` at every token of an input. */
  readonly actions?: readonly Float32Array[];
  /** [input][asked layer] = [T, H]. */
  readonly hidden?: readonly (readonly Float32Array[])[];
  /** [input][asked layer] = [N, T, T]; rows attend to columns. */
  readonly attention?: readonly (readonly Float32Array[])[];
  /** [input][asked layer] = [T, T]: of each token's states with each other's, all less the mean of their tokens. */
  readonly products?: readonly (readonly Float32Array[])[];
  /** [input][asked layer]. */
  readonly queries?: readonly (readonly QueriesAndKeys[])[];
}

/** What the attention of a layer compares, all heads side by side: [T, H] each, of which head n has columns n·D to (n+1)·D. */
export interface QueriesAndKeys {
  readonly query: Float32Array;
  readonly key: Float32Array;
}

/** The K best pieces of one position, most probable first; equals by lower id. */
export interface TopPieces {
  readonly ids: Int32Array;
  /** Natural logarithms of probabilities over the whole vocabulary, not over these pieces. */
  readonly logProbabilities: Float32Array;
}

/** A model that is ready to answer. Tasks know nothing else of ONNX, sessions or devices. */
export interface Model {
  readonly info: ModelInfo;
  readonly tokenizer: Tokenizer;
  /** @throws {ModelError} `no-readout` when the checkpoint lacks what is asked; `too-long` over `maxTokens`; `bad-request`. */
  run(request: ModelRequest): Promise<ModelOutput>;
  /**
   * Rows of a table of embeddings, before they are added and normalized: [rows, H]; `undefined` if the model has no such
   * table. Absent from a model without files.
   */
  readEmbeddings?(table: EmbeddingTable, rows: readonly number[]): Promise<Float32Array | undefined>;
  /** What is added up for each token of a sequence, table by table. Absent from a model without files. */
  readEmbeddingParts?(input: ModelInput): Promise<readonly EmbeddingPart[]>;
}

/** What is added up to a token's embedding: of its piece, its place and its segment. */
export type EmbeddingTable = "words" | "positions" | "segments";

/** Of one table, the row of each token: [T, E], before it is added and normalized. */
export interface EmbeddingPart {
  readonly table: EmbeddingTable;
  /** T indices. */
  readonly rows: readonly number[];
  readonly values: Float32Array;
}

/** `no-device`: the device that was asked for is not available. */
export type ModelErrorCode = "no-readout" | "too-long" | "bad-request" | "no-device" | "failed";

export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly code: ModelErrorCode;
  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
