import type { CheckpointConfig } from "../checkpoint";

/** Published names of the parts of one layer; each part has a `.weight` and a `.bias`. */
export interface LayerNames {
  readonly query: string;
  readonly key: string;
  readonly value: string;
  readonly attentionOutput: string;
  readonly attentionNorm: string;
  readonly intermediate: string;
  readonly output: string;
  readonly outputNorm: string;
}

/** Published names of an architecture's parts. */
export interface TensorNames {
  readonly words: string;
  readonly positions: string;
  readonly segments: string;
  readonly embeddingsNorm: string;
  /** The dense layer from the size of the embeddings to H, of families that have it. */
  readonly projection?: string;
  /** What attention scores get by how far apart two tokens stand, of families that have it. */
  readonly distances?: string;
  layer(index: number, config: Pick<CheckpointConfig, "layers" | "sharing">): LayerNames;
  /** The MLM readout: a dense layer, a norm, and a projection to the vocabulary. */
  readonly mlm: {
    readonly transform: string;
    readonly norm: string;
    readonly decoder: string;
    /** The bias of the projection has two names; files have either or both. */
    readonly biases: readonly string[];
  };
  /** Dense layer between the [CLS] state and the classifier. */
  readonly pooler: string;
  /** The projection to the labels of whole texts. */
  readonly classifier: string;
  /** What says of a pair whether the second text follows the first. */
  readonly nsp: string;
}
