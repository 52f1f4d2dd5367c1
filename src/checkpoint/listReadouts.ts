import type { CheckpointConfig, ReadoutName, ReadoutState, WeightTensor } from "./checkpoint";
import { CheckpointError } from "./files/checkpointError";
import { expectDense, expectNorm, type ExpectedTensor } from "./tensors/expectedTensors";
import { CLASSIFIER_NAME, selectMlmBias, NSP_NAME, TENSOR_NAMES } from "./tensors/tensorNames";

type Tensors = ReadonlyMap<string, WeightTensor>;

/**
 * Which heads the tensors hold. A head that lacks a tensor is missing, and its reason names the tensor.
 *
 * @param architectures - Class names in config.json; empty if it gives none.
 * @throws {CheckpointError} `bad-tensor` when a tensor of a head is there in another shape.
 */
export function listReadouts(
  tensors: Tensors,
  config: CheckpointConfig,
  architectures: readonly string[],
): Readonly<Record<ReadoutName, ReadoutState>> {
  return {
    mlm: findMlm(tensors, config),
    nsp: findNsp(tensors, config),
    classifier: findClassifier(tensors, config, architectures),
  };
}

function findMlm(tensors: Tensors, config: CheckpointConfig): ReadoutState {
  const { embeddingRows: V, hiddenSize: H } = config;
  const names = TENSOR_NAMES[config.architecture];
  const { transform, norm, decoder } = names.mlm;
  // Without a decoder of its own, the head reads the word embeddings the other way round.
  const projection: readonly ExpectedTensor[] = tensors.has(decoder) ? [[decoder, [V, H]]] : [];
  const bias: ExpectedTensor = [selectMlmBias(names, tensors), [V]];
  return findHead(tensors, [...expectDense(transform, H, H), ...expectNorm(norm, H), ...projection, bias]);
}

function findNsp(tensors: Tensors, config: CheckpointConfig): ReadoutState {
  if (config.architecture === "distilbert") {
    return missing("DistilBERT was trained without next-sentence prediction");
  }
  return findHead(tensors, [...expectPooler(config), ...expectDense(NSP_NAME, 2, config.hiddenSize)]);
}

function findClassifier(tensors: Tensors, config: CheckpointConfig, architectures: readonly string[]): ReadoutState {
  // Token classification and multiple choice store a "classifier" too, and read it in other ways.
  const other = architectures.find((name) => /For(TokenClassification|MultipleChoice)$/.test(name));
  if (other !== undefined) return missing(`the classifier of a ${other} does not label sentences`);
  const labels = tensors.get(`${CLASSIFIER_NAME}.bias`)?.shape[0];
  if (labels === undefined) return missing(`the checkpoint has no tensor ${CLASSIFIER_NAME}.bias`);
  return findHead(tensors, [...expectPooler(config), ...expectDense(CLASSIFIER_NAME, labels, config.hiddenSize)]);
}

function expectPooler({ architecture, hiddenSize }: CheckpointConfig): readonly ExpectedTensor[] {
  return expectDense(TENSOR_NAMES[architecture].pooler, hiddenSize, hiddenSize);
}

function findHead(tensors: Tensors, expected: readonly ExpectedTensor[]): ReadoutState {
  for (const [name, shape] of expected) {
    const tensor = tensors.get(name);
    if (tensor === undefined) return missing(`the checkpoint has no tensor ${name}`);
    checkShape(name, tensor, shape);
  }
  return { present: true };
}

function missing(reason: string): ReadoutState {
  return { present: false, reason };
}

/** @throws {CheckpointError} `bad-tensor`. */
export function checkShape(name: string, tensor: WeightTensor, shape: readonly number[]): void {
  const found = tensor.shape;
  if (found.length === shape.length && found.every((size, axis) => size === shape[axis])) return;
  throw new CheckpointError(
    "bad-tensor",
    `tensor "${name}": shape [${found.join(", ")}], expected [${shape.join(", ")}]`,
  );
}
