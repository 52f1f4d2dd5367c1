import * as l10n from "@vscode/l10n";
import { cutText } from "../wording/cutText";
import type { CheckpointConfig, ReadoutName, ReadoutState } from "./checkpoint";
import { FAMILIES } from "./families/families";
import { expectDense, type ExpectedTensor, expectNorm } from "./tensors/expectedTensors";
import { inspectTensors } from "./tensors/inspectTensors";
import type { Weights } from "./tensors/readTensors";
import { ANSWERS_NAME, CLASSIFIER_NAME, selectMlmBias, TENSOR_NAMES } from "./tensors/tensorNames";

/**
 * Lists which readouts the weights hold. A readout that lacks a tensor, or has one of another shape or type, is
 * absent, and the reason names the tensor: the other readouts can still answer.
 *
 * @param architectures - Class names in config.json; empty if it has none.
 */
export function listReadouts(
  weights: Weights,
  config: CheckpointConfig,
  architectures: readonly string[],
): Readonly<Record<Exclude<ReadoutName, "slips">, ReadoutState>> {
  return {
    mlm: inspectMlm(weights, config),
    nsp: inspectNsp(weights, config),
    classifier: inspectClassifier(weights, config, architectures),
    answers: inspectTensors(weights, expectDense(ANSWERS_NAME, 2, config.hiddenSize)),
    tags: inspectTags(weights, config, architectures),
  };
}

function inspectMlm(weights: Weights, config: CheckpointConfig): ReadoutState {
  const { embeddingRows: V, hiddenSize: H, embeddingSize: E = H } = config;
  const names = TENSOR_NAMES[config.architecture];
  const { transform, norm, decoder } = names.mlm;
  const { lacksMlm } = FAMILIES[config.architecture];
  // Without a decoder of its own, the readout uses the word embeddings, transposed.
  const isStored = (name: string) => weights.tensors.has(name) || weights.others.has(name);
  if (lacksMlm !== undefined && !isStored(`${transform}.weight`)) return absent(lacksMlm);
  const projection: readonly ExpectedTensor[] = isStored(decoder) ? [[decoder, [V, E]]] : [];
  const bias: ExpectedTensor = [selectMlmBias(names, weights.tensors), [V]];
  return inspectTensors(weights, [...expectDense(transform, E, H), ...expectNorm(norm, E), ...projection, bias]);
}

function inspectNsp(weights: Weights, config: CheckpointConfig): ReadoutState {
  const { lacksNsp } = FAMILIES[config.architecture];
  if (lacksNsp !== undefined) return absent(lacksNsp);
  // A pair is two segments, which this model cannot tell apart.
  if (config.segments === 1)
    return absent(l10n.t("it reads one text at a time, not a pair (its type_vocab_size is 1)"));
  return inspectTensors(weights, [
    ...expectPooler(config),
    ...expectDense(TENSOR_NAMES[config.architecture].nsp, 2, config.hiddenSize),
  ]);
}

/** How the class of a checkpoint ends that labels each token. */
const TOKEN_CLASS = "ForTokenClassification";

function inspectClassifier(weights: Weights, config: CheckpointConfig, architectures: readonly string[]): ReadoutState {
  // Token classification and multiple choice store a "classifier" too, but use it in other ways.
  const other = architectures.find((name) => /For(TokenClassification|MultipleChoice)$/.test(name));
  if (other !== undefined)
    return absent(l10n.t("the classifier of a {0} does not label sentences", cutText(other, 80)));
  return inspectLabels(weights, config, {
    name: TENSOR_NAMES[config.architecture].classifier,
    others: expectPooler(config),
  });
}

/** What labels tokens is stored as what labels texts is, but reads no pooled state. */
function inspectTags(weights: Weights, config: CheckpointConfig, architectures: readonly string[]): ReadoutState {
  const isPooled = expectPooler(config).every(([name]) => weights.tensors.has(name));
  const isMeant = architectures.length === 0 ? !isPooled : architectures.some((name) => name.endsWith(TOKEN_CLASS));
  if (isMeant) return inspectLabels(weights, config, { name: CLASSIFIER_NAME, others: [] });
  const named = cutText(architectures.join(", "), 80);
  return absent(
    architectures.length === 0
      ? l10n.t("config.json names no class, expected one that ends with {0}", TOKEN_CLASS)
      : l10n.t("config.json names {0}, expected one that ends with {1}", named, TOKEN_CLASS),
  );
}

interface LabelTensors {
  /** Of the projection. */
  readonly name: string;
  /** What else it needs. */
  readonly others: readonly ExpectedTensor[];
}

/** A classifier of any number of labels. */
function inspectLabels(weights: Weights, config: CheckpointConfig, { name, others }: LabelTensors): ReadoutState {
  const labels = weights.tensors.get(`${name}.bias`)?.shape[0];
  if (labels === undefined) return absent(l10n.t("the checkpoint has no tensor {0}.bias", name));
  if (labels === 0) return absent(l10n.t("tensor {0}.bias has 0 labels, expected at least 1", name));
  return inspectTensors(weights, [...others, ...expectDense(name, labels, config.hiddenSize)]);
}

function expectPooler({ architecture, hiddenSize }: CheckpointConfig): readonly ExpectedTensor[] {
  return expectDense(TENSOR_NAMES[architecture].pooler, hiddenSize, hiddenSize);
}

function absent(reason: string): ReadoutState {
  return { present: false, reason };
}
