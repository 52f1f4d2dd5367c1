import type { LayerNames, TensorNames } from "./tensorParts";

type EncoderNames = Pick<TensorNames, "words" | "positions" | "segments" | "embeddingsNorm" | "layer">;

/** Names of the parts of an encoder that is BERT's but for what they start with. @param prefix - "bert." */
export function nameBertParts(prefix: string): EncoderNames {
  return {
    words: `${prefix}embeddings.word_embeddings.weight`,
    positions: `${prefix}embeddings.position_embeddings.weight`,
    segments: `${prefix}embeddings.token_type_embeddings.weight`,
    embeddingsNorm: `${prefix}embeddings.LayerNorm`,
    layer: (index) => nameBertLayer(`${prefix}encoder.layer.${index}`),
  };
}

function nameBertLayer(layer: string): LayerNames {
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
}
