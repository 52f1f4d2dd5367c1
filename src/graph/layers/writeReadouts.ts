import { FAMILIES } from "../../checkpoint/families/families";
import { ANSWERS_NAME, CLASSIFIER_NAME, selectMlmBias, TENSOR_NAMES } from "../../checkpoint/tensors/tensorNames";
import type { GraphWriter } from "../onnx/graphWriter";
import { writeActivation } from "./writeActivation";
import { writeDense, writeProjection } from "./writeDense";
import { writeNorm } from "./writeNorm";

/**
 * The MLM readout: logits over the vocabulary.
 *
 * @param rows - [M, H], last-layer states at the positions asked for.
 * @returns [M, V]
 */
export function writeMlm(writer: GraphWriter, rows: string): string {
  const { tensors, config } = writer.checkpoint;
  const names = TENSOR_NAMES[config.architecture];
  const transformed = writeTransform(writer, rows);
  const weight = writer.findWeight(names.mlm.decoder) === undefined ? names.words : names.mlm.decoder;
  return writeProjection(writer, transformed, { weight, bias: selectMlmBias(names, tensors) });
}

/** What the MLM readout's decoder multiplies. @param rows - [M, H], last-layer states. @returns [M, H] */
export function writeTransform(writer: GraphWriter, rows: string): string {
  const { names, mlmActivation } = FAMILIES[writer.checkpoint.config.architecture];
  const { transform, norm } = names.mlm;
  const activation = mlmActivation === "configured" ? undefined : mlmActivation;
  return writeNorm(writer, writeActivation(writer, writeDense(writer, rows, transform), activation), norm);
}

/** The pooler, which next-sentence readout and classifier share. @param cls - [P, H], last-layer states of [CLS]. @returns [P, H] */
export function writePooler(writer: GraphWriter, cls: string): string {
  const { names, poolerActivation } = FAMILIES[writer.checkpoint.config.architecture];
  return writer.node(POOLER_NODES[poolerActivation], [writeDense(writer, cls, names.pooler)]);
}

const POOLER_NODES = { tanh: "Tanh", relu: "Relu", gelu: "Gelu" } as const;

/** The readout of pairs. @param pooled - [P, H]. @returns [P, 2]; index 0 is "is next", or "in this order". */
export function writeNsp(writer: GraphWriter, pooled: string): string {
  return writeDense(writer, pooled, TENSOR_NAMES[writer.checkpoint.config.architecture].nsp);
}

/** @param pooled - [P, H]. @returns [P, K] */
export function writeClassifier(writer: GraphWriter, pooled: string): string {
  return writeDense(writer, pooled, TENSOR_NAMES[writer.checkpoint.config.architecture].classifier);
}

/** Where an answer starts, and where it ends. @param tokens - [Q, H], last-layer states. @returns [Q, 2] */
export function writeAnswers(writer: GraphWriter, tokens: string): string {
  return writeDense(writer, tokens, ANSWERS_NAME);
}

/** The labels of single tokens. @param tokens - [Q, H], last-layer states. @returns [Q, K] */
export function writeTags(writer: GraphWriter, tokens: string): string {
  return writeDense(writer, tokens, CLASSIFIER_NAME);
}
