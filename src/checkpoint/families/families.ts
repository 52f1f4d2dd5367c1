import * as l10n from "@vscode/l10n";
import type { Architecture, CheckpointConfig } from "../checkpoint";
import type { ConfigFields, Family } from "./family";
import { nameBertParts } from "./nameBertParts";
import type { LayerNames } from "./tensorParts";

const BERT_FIELDS: ConfigFields = {
  layers: "num_hidden_layers",
  heads: "num_attention_heads",
  hiddenSize: "hidden_size",
  feedForwardSize: "intermediate_size",
  activation: "hidden_act",
};

const BERT: Family = {
  fields: BERT_FIELDS,
  hasEpsilon: true,
  positions: "from 0",
  segments: "given",
  prefix: "bert.",
  parts: ["embeddings.", "encoder.", "pooler."],
  names: {
    ...nameBertParts("bert."),
    mlm: {
      transform: "cls.predictions.transform.dense",
      norm: "cls.predictions.transform.LayerNorm",
      decoder: "cls.predictions.decoder.weight",
      biases: ["cls.predictions.bias", "cls.predictions.decoder.bias"],
    },
    pooler: "bert.pooler.dense",
    classifier: "classifier",
    nsp: "cls.seq_relationship",
  },
  mlmActivation: "configured",
  poolerActivation: "tanh",
  pairQuestion: "next",
};

const DISTILBERT: Family = {
  ...BERT,
  fields: {
    layers: "n_layers",
    heads: "n_heads",
    hiddenSize: "dim",
    feedForwardSize: "hidden_dim",
    activation: "activation",
  },
  hasEpsilon: false,
  segments: "none",
  prefix: "distilbert.",
  parts: ["embeddings.", "transformer."],
  names: {
    ...BERT.names,
    ...nameBertParts("distilbert."),
    layer: (index) => nameDistilBertLayer(`distilbert.transformer.layer.${index}`),
    mlm: {
      transform: "vocab_transform",
      norm: "vocab_layer_norm",
      decoder: "vocab_projector.weight",
      biases: ["vocab_projector.bias"],
    },
    pooler: "pre_classifier",
    classifier: "classifier",
  },
  poolerActivation: "relu",
  lacksNsp: explainNoPairs("DistilBERT"),
};

const ROBERTA: Family = {
  ...BERT,
  // eslint-disable-next-line language/untranslated -- a kind, not a text
  positions: "after padding",
  segments: "first",
  prefix: "roberta.",
  names: {
    ...BERT.names,
    ...nameBertParts("roberta."),
    mlm: {
      transform: "lm_head.dense",
      norm: "lm_head.layer_norm",
      decoder: "lm_head.decoder.weight",
      biases: ["lm_head.bias", "lm_head.decoder.bias"],
    },
    pooler: "classifier.dense",
    classifier: "classifier.out_proj",
  },
  mlmActivation: "gelu",
  lacksNsp: explainNoPairs("RoBERTa"),
};

const ELECTRA: Family = {
  ...BERT,
  fields: { ...BERT_FIELDS, embeddingSize: "embedding_size" },
  prefix: "electra.",
  parts: ["embeddings.", "embeddings_project.", "encoder."],
  names: {
    ...BERT.names,
    ...nameBertParts("electra."),
    projection: "electra.embeddings_project",
    mlm: {
      transform: "generator_predictions.dense",
      norm: "generator_predictions.LayerNorm",
      decoder: "generator_lm_head.weight",
      biases: ["generator_lm_head.bias"],
    },
    pooler: "classifier.dense",
    classifier: "classifier.out_proj",
  },
  mlmActivation: "gelu",
  poolerActivation: "gelu",
  lacksNsp: explainNoPairs("ELECTRA"),
  lacksMlm: l10n.t("this ELECTRA is no generator: a discriminator tells replaced words and fills no masks"),
};

const MPNET: Family = {
  ...ROBERTA,
  fields: { ...BERT_FIELDS, distanceBuckets: "relative_attention_num_buckets" },
  segments: "none",
  prefix: "mpnet.",
  names: {
    ...ROBERTA.names,
    ...nameBertParts("mpnet."),
    distances: "mpnet.encoder.relative_attention_bias.weight",
    layer: (index) => nameMpnetLayer(`mpnet.encoder.layer.${index}`),
  },
  lacksNsp: explainNoPairs("MPNet"),
};

const ALBERT: Family = {
  ...BERT,
  fields: {
    ...BERT_FIELDS,
    embeddingSize: "embedding_size",
    sharing: { groups: "num_hidden_groups", inner: "inner_group_num" },
  },
  alwaysProjects: true,
  activation: "gelu-tanh",
  prefix: "albert.",
  names: {
    ...nameBertParts("albert."),
    projection: "albert.encoder.embedding_hidden_mapping_in",
    layer: nameAlbertLayer,
    mlm: {
      transform: "predictions.dense",
      norm: "predictions.LayerNorm",
      decoder: "predictions.decoder.weight",
      biases: ["predictions.bias", "predictions.decoder.bias"],
    },
    pooler: "albert.pooler",
    classifier: "classifier",
    nsp: "sop_classifier.classifier",
  },
  pairQuestion: "order",
};

/**
 * What differs from BERT, a row each.
 *
 * Source: names in the model.safetensors of bert-base-uncased, distilbert-base-uncased and the others by their names
 * here; huggingface/transformers v5.24.0, `modeling_*.py` and `configuration_*.py`.
 */
export const FAMILIES: Readonly<Record<Architecture, Family>> = {
  bert: BERT,
  distilbert: DISTILBERT,
  roberta: ROBERTA,
  electra: ELECTRA,
  "xlm-roberta": { ...ROBERTA, lacksNsp: explainNoPairs("XLM-R") },
  camembert: { ...ROBERTA, lacksNsp: explainNoPairs("CamemBERT") },
  mpnet: MPNET,
  albert: ALBERT,
};

/** The weights of a layer are those of its place in its group, which several layers share. */
function nameAlbertLayer(
  index: number,
  { layers, sharing: { groups, inner } = { groups: 1, inner: 1 } }: Pick<CheckpointConfig, "layers" | "sharing">,
): LayerNames {
  // As the reference divides, rounding included.
  const group = Math.floor(Math.floor(index / inner) / (layers / inner / groups));
  const layer = `albert.encoder.albert_layer_groups.${group}.albert_layers.${index % inner}`;
  return {
    query: `${layer}.attention.query`,
    key: `${layer}.attention.key`,
    value: `${layer}.attention.value`,
    attentionOutput: `${layer}.attention.dense`,
    attentionNorm: `${layer}.attention.LayerNorm`,
    intermediate: `${layer}.ffn`,
    output: `${layer}.ffn_output`,
    outputNorm: `${layer}.full_layer_layer_norm`,
  };
}

/** Why no checkpoint of such a family has a next-sentence readout. */
function explainNoPairs(family: string): string {
  return l10n.t("{0} was trained without next-sentence prediction", family);
}

function nameMpnetLayer(layer: string): LayerNames {
  return {
    query: `${layer}.attention.attn.q`,
    key: `${layer}.attention.attn.k`,
    value: `${layer}.attention.attn.v`,
    attentionOutput: `${layer}.attention.attn.o`,
    attentionNorm: `${layer}.attention.LayerNorm`,
    intermediate: `${layer}.intermediate.dense`,
    output: `${layer}.output.dense`,
    outputNorm: `${layer}.output.LayerNorm`,
  };
}

function nameDistilBertLayer(layer: string): LayerNames {
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
}
