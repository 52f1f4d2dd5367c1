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
  layer(index: number): LayerNames;
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
}

/** Source: names in bert-base-uncased and distilbert-base-uncased, model.safetensors. */
export const TENSOR_NAMES: Readonly<Record<CheckpointConfig["architecture"], TensorNames>> = {
  bert: {
    words: "bert.embeddings.word_embeddings.weight",
    positions: "bert.embeddings.position_embeddings.weight",
    segments: "bert.embeddings.token_type_embeddings.weight",
    embeddingsNorm: "bert.embeddings.LayerNorm",
    layer: (index) => {
      const layer = `bert.encoder.layer.${index}`;
      return {
        query: `${layer}.attention.self.query`,
        key: `${layer}.attention.self.key`,
        value: `${layer}.attention.self.value`,
        attentionOutput: `${layer}.attention.output.dense`,
        attentionNorm: `${layer}.attention.output.LayerNorm`,
        intermediate: `${layer}.intermediate.dense`,
        output: `${layer}.output.dense`,
        outputNorm: `${layer}.output.LayerNorm`,
      };
    },
    mlm: {
      transform: "cls.predictions.transform.dense",
      norm: "cls.predictions.transform.LayerNorm",
      decoder: "cls.predictions.decoder.weight",
      biases: ["cls.predictions.bias", "cls.predictions.decoder.bias"],
    },
    pooler: "bert.pooler.dense",
  },
  distilbert: {
    words: "distilbert.embeddings.word_embeddings.weight",
    positions: "distilbert.embeddings.position_embeddings.weight",
    segments: "distilbert.embeddings.token_type_embeddings.weight",
    embeddingsNorm: "distilbert.embeddings.LayerNorm",
    layer: (index) => {
      const layer = `distilbert.transformer.layer.${index}`;
      return {
        query: `${layer}.attention.q_lin`,
        key: `${layer}.attention.k_lin`,
        value: `${layer}.attention.v_lin`,
        attentionOutput: `${layer}.attention.out_lin`,
        attentionNorm: `${layer}.sa_layer_norm`,
        intermediate: `${layer}.ffn.lin1`,
        output: `${layer}.ffn.lin2`,
        outputNorm: `${layer}.output_layer_norm`,
      };
    },
    mlm: {
      transform: "vocab_transform",
      norm: "vocab_layer_norm",
      decoder: "vocab_projector.weight",
      biases: ["vocab_projector.bias"],
    },
    pooler: "pre_classifier",
  },
};

/** The next-sentence readout, which reads the pooled [CLS] state. */
export const NSP_NAME = "cls.seq_relationship";
/** Labels texts, or each token: the class in config.json says which. */
export const CLASSIFIER_NAME = "classifier";
/** The readout for answers to questions: where one starts, and where it ends. */
export const ANSWERS_NAME = "qa_outputs";
/** The readout for words too many and missing, which reads every state; of models/recipe/teach_slips.py. */
export const SLIPS_NAME = "slips";

/** The name that the MLM bias has in this checkpoint; the first of its names if the checkpoint has no such tensor. */
export function selectMlmBias(names: TensorNames, tensors: { has(name: string): boolean }): string {
  const { biases } = names.mlm;
  return biases.find((name) => tensors.has(name)) ?? biases[0] ?? "";
}
