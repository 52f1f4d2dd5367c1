import type { Activation } from "../checkpoint";
import type { TensorNames } from "./tensorParts";

/** Names of the fields of config.json that hold the sizes of the encoder. */
export interface ConfigFields {
  readonly layers: string;
  readonly heads: string;
  readonly hiddenSize: string;
  readonly feedForwardSize: string;
  readonly activation: string;
  /** Of families whose embeddings may be of another size than H. */
  readonly embeddingSize?: string;
  /** Of families whose layers share weights: how many groups of layers there are, and layers in a group. */
  readonly sharing?: { readonly groups: string; readonly inner: string };
  /** Of families that add to attention scores by distance: rows of that table. Default: 32. */
  readonly distanceBuckets?: string;
}

/** How a kind of model differs from the others. Everything else is BERT. */
export interface Family {
  readonly fields: ConfigFields;
  /** Whether config.json's `layer_norm_eps` counts: for DistilBERT, transformers has a constant. */
  readonly hasEpsilon: boolean;
  /** "from 0", or "after padding": the first token reads the row behind that of padding, and padding in a text none. */
  readonly positions: "from 0" | "after padding";
  /** "given": a token of the second text is told by its segment. "none": there is no table. "first": every token reads row 0. */
  readonly segments: "given" | "none" | "first";
  /** What the encoder's names of tensors start with; a bare encoder leaves it out. */
  readonly prefix: string;
  /** What they start with in a bare encoder. */
  readonly parts: readonly string[];
  readonly names: TensorNames;
  /** Embeddings are projected to H also where they have its size. */
  readonly alwaysProjects?: boolean;
  /** Where config.json names no activation. Default: "gelu". */
  readonly activation?: Activation;
  /** Of the MLM readout: config.json's, or one that is fixed. */
  readonly mlmActivation: "configured" | "gelu";
  /** Of the dense layer between [CLS] and classifier. */
  readonly poolerActivation: "tanh" | "relu" | "gelu";
  /**
   * What the readout of pairs was taught: whether the second text is the next one, or one of another document ("next"); or
   * whether two that are neighbours stand in this order, or in the other ("order").
   */
  readonly pairQuestion: "next" | "order";
  /** Why no checkpoint of this kind has a next-sentence readout; undefined where they may. */
  readonly lacksNsp?: string;
  /** Why a checkpoint without any tensor of the MLM readout has none; undefined where the first of them is named. */
  readonly lacksMlm?: string;
}
