import { TENSOR_NAMES, type LayerNames } from "../checkpoint/tensorNames";
import type { GraphWriter } from "./graphWriter";
import { findLeast, writeActivation } from "./writeActivation";
import { isIntegerType, writeDense } from "./writeDense";
import { writeAddNorm } from "./writeNorm";

export interface LayerInput {
  readonly index: number;
  /** [B, T, H]: what keys and values are made of. */
  readonly states: string;
  /** [B, R, H]: the rows of `states` whose output is wanted; `states` itself for all. */
  readonly rows: string;
  /** bool [B, 1, 1, T], true where a token may be read; undefined without padding. */
  readonly mask: string | undefined;
  /** Name for the attention probabilities [B, N, R, T], if they are wanted. */
  readonly maps?: string | undefined;
}

/** An integer product's input has three dimensions. */
const BATCHED = { axis: 2 };

/**
 * One encoder layer, post-norm as published; returns [B, R, H].
 *
 * In comments (B, R) is B·R in fp32, where products take two dimensions, and B, R in int8, where they take any number.
 */
export function writeLayer(writer: GraphWriter, input: LayerInput): string {
  const names = layerNames(writer, input.index);
  const rows = toDense(writer, input.rows); // [(B, R), H]
  const context = writeAttention(writer, input, names);
  const attended = writeAddNorm(
    writer,
    writeDense(writer, toDense(writer, context), names.attentionOutput, BATCHED),
    rows,
    names.attentionNorm,
  );
  const inner = writeActivation(writer, writeDense(writer, attended, names.intermediate, BATCHED)); // [(B, R), F]
  const least = findLeast(writer.checkpoint.config.activation);
  const output = writeDense(writer, inner, names.output, { ...BATCHED, least });
  return fromDense(writer, writeAddNorm(writer, output, attended, names.outputNorm), input.rows);
}

/** Only the attention probabilities of a layer, with nothing computed that they do not need. */
export function writeAttentionMaps(writer: GraphWriter, input: LayerInput & { readonly maps: string }): void {
  const names = layerNames(writer, input.index);
  const [rows, states] = flattenInput(writer, input);
  const query = project(writer, rows, { name: names.query, like: input.rows });
  const key = project(writer, states, { name: names.key, like: input.states });
  // The operator asks for values; the keys stand in for them, and what it makes of them is not read.
  attend(writer, { query, key, value: key }, input);
}

function layerNames(writer: GraphWriter, index: number): LayerNames {
  return TENSOR_NAMES[writer.checkpoint.config.architecture].layer(index);
}

/** @returns [B, R, H] */
function writeAttention(writer: GraphWriter, input: LayerInput, names: LayerNames): string {
  const [rows, states] = flattenInput(writer, input);
  const query = project(writer, rows, { name: names.query, like: input.rows });
  const key = project(writer, states, { name: names.key, like: input.states });
  const value = project(writer, states, { name: names.value, like: input.states });
  return attend(writer, { query, key, value }, input);
}

/** ONNX `Attention`, opset 23: softmax(Q·Kᵀ / √D)·V for each head; a masked column is exactly 0. */
function attend(
  writer: GraphWriter,
  { query, key, value }: Readonly<Record<"query" | "key" | "value", string>>,
  { index, mask, maps }: LayerInput,
): string {
  const { heads } = writer.checkpoint.config;
  const context = `attention_${index}`;
  writer.nodeWithOutputs({
    opType: "Attention",
    inputs: mask === undefined ? [query, key, value] : [query, key, value, expandMask(writer, mask, query)],
    // Outputs 1 and 2 are a decoder's caches.
    outputs: maps === undefined ? [context] : [context, "", "", maps],
    attributes: {
      q_num_heads: { kind: "int", value: heads },
      kv_num_heads: { kind: "int", value: heads },
      ...(maps === undefined ? {} : { qk_matmul_output_mode: { kind: "int", value: AFTER_SOFTMAX } }),
    },
  });
  return context;
}

/** [B, 1, 1, T] → [B, 1, R, T], R of `query` [B, R, H]: ONNX Runtime 1.30 takes no mask of one row for many. */
function expandMask(writer: GraphWriter, mask: string, query: string): string {
  const rows = writer.node("Shape", [query], {
    attributes: { start: { kind: "int", value: 1 }, end: { kind: "int", value: 2 } },
  });
  const one = writer.constant([1]);
  const shape = writer.node("Concat", [one, one, rows, one], { attributes: { axis: { kind: "int", value: 0 } } });
  return writer.node("Expand", [mask, shape]);
}

/** Source: onnx/onnx v1.18.0, docs/Operators.md, Attention-23, `qk_matmul_output_mode`. */
const AFTER_SOFTMAX = 3;

/** @returns Rows [(B, R), H] and states [(B, T), H]: one value where they are one. */
function flattenInput(writer: GraphWriter, { rows, states }: LayerInput): readonly [string, string] {
  const all = toDense(writer, states);
  return [rows === states ? all : toDense(writer, rows), all];
}

/** [(B, R), H] → [B, R, H], with B and R of `like`. */
function project(
  writer: GraphWriter,
  x: string,
  { name, like }: { readonly name: string; readonly like: string },
): string {
  return fromDense(writer, writeDense(writer, x, name, BATCHED), like);
}

/** [B, R, H] → [B·R, H], which is what `Gemm` takes. Costs nothing: ONNX Runtime keeps the buffer. */
export function flatten(writer: GraphWriter, x: string): string {
  return writer.node("Reshape", [x, writer.constant([-1, writer.checkpoint.config.hiddenSize])]);
}

/** [B, R, H] → [(B, R), H], for a dense layer. */
function toDense(writer: GraphWriter, x: string): string {
  return isInteger(writer) ? x : flatten(writer, x);
}

/** [(B, R), H] → [B, R, H], with B and R of `like`. */
function fromDense(writer: GraphWriter, x: string, like: string): string {
  if (isInteger(writer)) return x;
  const { shape } = writer.once(`shape of ${like}`, () => ({ shape: writer.node("Shape", [like]) }));
  return writer.node("Reshape", [x, shape]);
}

/** Whether the dense layers of the encoder are integer products; all of them are, or none. */
function isInteger(writer: GraphWriter): boolean {
  return isIntegerType(writer.findWeight(`${layerNames(writer, 0).query}.weight`)?.type);
}
