import type { CheckpointConfig } from "../checkpoint";
import { TENSOR_NAMES } from "./tensorNames";

/** Name and shape of a tensor that must exist. */
export type ExpectedTensor = readonly [name: string, shape: readonly number[]];

/** Tensors of the encoder without its pooler, which every use of the checkpoint needs. */
export function expectedTensors(config: CheckpointConfig): readonly ExpectedTensor[] {
  const layers = Array.from({ length: config.layers }, (_, index) => expectLayer(config, index));
  return [...expectEmbeddings(config), ...layers.flat()];
}

/** Weight and bias of a dense layer; the weight is stored as [out, in]. */
export function expectDense(name: string, outputs: number, inputs: number): readonly ExpectedTensor[] {
  return [
    [`${name}.weight`, [outputs, inputs]],
    [`${name}.bias`, [outputs]],
  ];
}

export function expectNorm(name: string, size: number): readonly ExpectedTensor[] {
  return [
    [`${name}.weight`, [size]],
    [`${name}.bias`, [size]],
  ];
}

function expectEmbeddings(config: CheckpointConfig): readonly ExpectedTensor[] {
  const names = TENSOR_NAMES[config.architecture];
  const { hiddenSize: H, embeddingSize: E = H, firstPosition = 0, unusedSegments = 0 } = config;
  const rows = config.segments + unusedSegments;
  const segments: readonly ExpectedTensor[] = rows === 0 ? [] : [[names.segments, [rows, E]]];
  return [
    [names.words, [config.embeddingRows, E]],
    [names.positions, [firstPosition + config.maxTokens, E]],
    ...segments,
    ...(config.distanceBuckets === undefined || names.distances === undefined
      ? []
      : [[names.distances, [config.distanceBuckets, config.heads]] as const]),
    ...expectNorm(names.embeddingsNorm, E),
    ...(config.embeddingSize === undefined || names.projection === undefined
      ? []
      : expectDense(names.projection, H, E)),
  ];
}

function expectLayer(config: CheckpointConfig, index: number): readonly ExpectedTensor[] {
  const { hiddenSize: H, feedForwardSize: F } = config;
  const layer = TENSOR_NAMES[config.architecture].layer(index, config);
  return [
    ...expectDense(layer.query, H, H),
    ...expectDense(layer.key, H, H),
    ...expectDense(layer.value, H, H),
    ...expectDense(layer.attentionOutput, H, H),
    ...expectNorm(layer.attentionNorm, H),
    ...expectDense(layer.intermediate, F, H),
    ...expectDense(layer.output, H, F),
    ...expectNorm(layer.outputNorm, H),
  ];
}
