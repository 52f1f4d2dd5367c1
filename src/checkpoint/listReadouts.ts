import type { CheckpointConfig, ReadoutName, ReadoutState, WeightTensor } from "./checkpoint";
import { checkShape } from "./tensors/checkShape";
import { expectDense, expectNorm, type ExpectedTensor } from "./tensors/expectedTensors";
import { CLASSIFIER_NAME, NSP_NAME, selectMlmBias, TENSOR_NAMES } from "./tensors/tensorNames";

type Tensors = ReadonlyMap<string, WeightTensor>;

/**
 * Lists which readouts the tensors hold. A readout that lacks a tensor is absent, and the reason names the tensor.
 *
 * @param architectures - Class names in config.json; empty if it has none.
 * @throws {CheckpointError} `bad-tensor` if a tensor of a readout has the wrong shape.
 */
export function listReadouts(
  tensors: Tensors,
  config: CheckpointConfig,
  architectures: readonly string[],
): Readonly<Record<ReadoutName, ReadoutState>> {
  return {
    mlm: inspectMlm(tensors, config),
    nsp: inspectNsp(tensors, config),
    classifier: inspectClassifier(tensors, config, architectures),
  };
}

function inspectMlm(tensors: Tensors, config: CheckpointConfig): ReadoutState {
  const { embeddingRows: V, hiddenSize: H } = config;
  const names = TENSOR_NAMES[config.architecture];
  const { transform, norm, decoder } = names.mlm;
  // Without a decoder of its own, the readout uses the word embeddings, transposed.
  const projection: readonly ExpectedTensor[] = tensors.has(decoder) ? [[decoder, [V, H]]] : [];
  const bias: ExpectedTensor = [selectMlmBias(names, tensors), [V]];
  return inspect(tensors, [...expectDense(transform, H, H), ...expectNorm(norm, H), ...projection, bias]);
}

function inspectNsp(tensors: Tensors, config: CheckpointConfig): ReadoutState {
  if (config.architecture === "distilbert") {
    return absent("DistilBERT was trained without next-sentence prediction");
  }
  return inspect(tensors, [...expectPooler(config), ...expectDense(NSP_NAME, 2, config.hiddenSize)]);
}

function inspectClassifier(tensors: Tensors, config: CheckpointConfig, architectures: readonly string[]): ReadoutState {
  // Token classification and multiple choice store a "classifier" too, but use it in other ways.
  const other = architectures.find((name) => /For(TokenClassification|MultipleChoice)$/.test(name));
  if (other !== undefined) return absent(`the classifier of a ${other} does not label sentences`);
  const labels = tensors.get(`${CLASSIFIER_NAME}.bias`)?.shape[0];
  if (labels === undefined) return absent(`the checkpoint has no tensor ${CLASSIFIER_NAME}.bias`);
  return inspect(tensors, [...expectPooler(config), ...expectDense(CLASSIFIER_NAME, labels, config.hiddenSize)]);
}

function expectPooler({ architecture, hiddenSize }: CheckpointConfig): readonly ExpectedTensor[] {
  return expectDense(TENSOR_NAMES[architecture].pooler, hiddenSize, hiddenSize);
}

function inspect(tensors: Tensors, expected: readonly ExpectedTensor[]): ReadoutState {
  for (const [name, shape] of expected) {
    const tensor = tensors.get(name);
    if (tensor === undefined) return absent(`the checkpoint has no tensor ${name}`);
    checkShape(name, tensor, shape);
  }
  return { present: true };
}

function absent(reason: string): ReadoutState {
  return { present: false, reason };
}
