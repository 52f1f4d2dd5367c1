import type { LayerNames } from "../../checkpoint/families/tensorParts";
import { TENSOR_NAMES } from "../../checkpoint/tensors/tensorNames";
import type { GraphWriter } from "../onnx/graphWriter";
import { attendPlainly } from "./attendPlainly";
import { writeActivation } from "./writeActivation";
import { writeDense } from "./writeDense";
import { writeAddNorm } from "./writeNorm";

export interface LayerInput {
  readonly index: number;
  /** [B, T, H]: keys and values are computed from these. */
  readonly states: string;
  /** [B, R, H]: the rows of `states` whose output is wanted; `states` itself if all are. */
  readonly rows: string;
  /** Name of R. Default: "R", or "T" for all rows. A layer may be written once for each. */
  readonly size?: Size;
  /** bool [B, 1, 1, T], true for a token that may be read; undefined without padding. */
  readonly mask: string | undefined;
  /** float [B, N, R, T], added to attention scores; undefined if nothing is. */
  readonly distances?: string | undefined;
  /** Output name of the attention probabilities [B, N, R, T], if they are wanted. */
  readonly maps?: string | undefined;
  /** Output names of the queries and keys [B, T, H], if they are wanted. */
  readonly projections?: { readonly query: string; readonly key: string } | undefined;
}

/** Name of the size between B and H: T for all tokens of a sequence, R and S for rows that are wanted. */
export type Size = "T" | "R" | "S";

/** One encoder layer, post-norm as published; returns [B, R, H]. Products take two dimensions. */
export function writeLayer(writer: GraphWriter, input: LayerInput): string {
  const names = layerNames(writer, input.index);
  const size = sizeOf(input);
  const rows = flatten(writer, input.rows, size); // [B·R, H]
  const context = writeAttention(writer, input, names);
  const attended = writeAddNorm(
    writer,
    writeDense(writer, flatten(writer, context, size), names.attentionOutput),
    rows,
    names.attentionNorm,
  );
  const inner = writeActivation(writer, writeDense(writer, attended, names.intermediate)); // [B·R, F]
  const output = writeDense(writer, inner, names.output);
  return unflatten(writer, writeAddNorm(writer, output, attended, names.outputNorm), { like: input.rows, size });
}

/** Writes only what is wanted of the inside of a layer, and computes nothing that this does not need. */
export function writeLook(writer: GraphWriter, input: LayerInput): void {
  const { query, key } = projectInput(writer, input, layerNames(writer, input.index));
  if (input.maps === undefined) return;
  // The operator requires values. The keys stand in for them, and nobody reads the resulting context.
  attend(writer, { query, key, value: key }, input);
}

function layerNames(writer: GraphWriter, index: number): LayerNames {
  const { config } = writer.checkpoint;
  return TENSOR_NAMES[config.architecture].layer(index, config);
}

/** @returns [B, R, H] */
function writeAttention(writer: GraphWriter, input: LayerInput, names: LayerNames): string {
  const { query, key } = projectInput(writer, input, names);
  const value = projectStates(writer, input, names.value);
  return attend(writer, { query, key, value }, input);
}

function projectInput(
  writer: GraphWriter,
  input: LayerInput,
  names: LayerNames,
): { readonly query: string; readonly key: string } {
  const query = project(writer, input.rows, { name: names.query, size: sizeOf(input) });
  const key = projectStates(writer, input, names.key);
  if (input.projections) {
    writer.node("Identity", [query], { name: input.projections.query });
    writer.node("Identity", [key], { name: input.projections.key });
  }
  return { query, key };
}

/** Keys or values: the same for all rows that are wanted, so they are computed once. */
function projectStates(writer: GraphWriter, { states }: LayerInput, name: string): string {
  // eslint-disable-next-line language/untranslated -- a name of a part of the graph
  return writer.once(`${states} through ${name}`, () => project(writer, states, { name, size: "T" }));
}

function sizeOf({ rows, states, size = "R" }: LayerInput): Size {
  return rows === states ? "T" : size;
}

/** ONNX `Attention`, opset 23: softmax(Q·Kᵀ / √D)·V for each attention head; a masked column is exactly 0. */
function attend(
  writer: GraphWriter,
  { query, key, value }: Readonly<Record<"query" | "key" | "value", string>>,
  input: LayerInput,
): string {
  if (writer.form.isStandard) return attendPlainly(writer, { query, key, value }, input);
  const { index, maps } = input;
  const { heads } = writer.checkpoint.config;
  const context = input.size === undefined ? `context_${index}` : `context_${index}_${input.size}`;
  writer.nodeWithOutputs({
    opType: "Attention",
    inputs: [query, key, value, ...writeScoreMask(writer, query, input)],
    // Outputs 1 and 2 are the caches of a decoder.
    outputs: maps === undefined ? [context] : [context, "", "", maps],
    attributes: {
      q_num_heads: { kind: "int", value: heads },
      kv_num_heads: { kind: "int", value: heads },
      ...(maps === undefined ? {} : { qk_matmul_output_mode: { kind: "int", value: AFTER_SOFTMAX } }),
    },
  });
  return context;
}

/** What is added to the scores, or which of them count; nothing if all do as they are. */
function writeScoreMask(writer: GraphWriter, query: string, input: LayerInput): readonly string[] {
  const { mask, distances } = input;
  if (mask === undefined) return distances === undefined ? [] : [distances];
  const expanded = expandMask(writer, mask, { query, size: sizeOf(input) });
  if (distances === undefined) return [expanded];
  return [writer.node("Where", [expanded, distances, writer.scalar("float", -Infinity)])];
}

/**
 * [B, 1, 1, T] → [B, 1, R, T], with R of `query` [B, R, H]. Needed because ONNX Runtime 1.30 does not apply a mask of one
 * row to many rows.
 */
function expandMask(
  writer: GraphWriter,
  mask: string,
  { query, size }: { readonly query: string; readonly size: Size },
): string {
  const rows = writer.node("Shape", [query], {
    attributes: { start: { kind: "int", value: 1 }, end: { kind: "int", value: 2 } },
  });
  const one = writer.constant([1]);
  const shape = writer.node("Concat", [one, one, rows, one], { attributes: { axis: { kind: "int", value: 0 } } });
  return writer.declare(writer.node("Expand", [mask, shape]), ["B", 1, size, "T"], "bool");
}

/** Source: onnx/onnx v1.18.0, docs/Operators.md, Attention-23, `qk_matmul_output_mode`. */
const AFTER_SOFTMAX = 3;

/** [B, R, H] → [B, R, H] */
function project(
  writer: GraphWriter,
  x: string,
  { name, size }: { readonly name: string; readonly size: Size },
): string {
  return unflatten(writer, writeDense(writer, flatten(writer, x, size), name), { like: x, size });
}

/** [B, R, H] → [B·R, H], the shape that products take. It costs nothing: ONNX Runtime keeps the buffer. */
export function flatten(writer: GraphWriter, x: string, size: Size): string {
  const { hiddenSize } = writer.checkpoint.config;
  // eslint-disable-next-line language/untranslated -- a name of a part of the graph
  return writer.once(`${x} flattened`, () =>
    writer.declare(writer.node("Reshape", [x, writer.constant([-1, hiddenSize])]), [`B·${size}`, hiddenSize]),
  );
}

/** [B·R, H] → [B, R, H], with the B and R of `like`. */
function unflatten(
  writer: GraphWriter,
  x: string,
  { like, size }: { readonly like: string; readonly size: Size },
): string {
  // eslint-disable-next-line language/untranslated -- a name of a part of the graph
  const shape = writer.once(`shape of ${like}`, () => writer.node("Shape", [like]));
  const states = writer.declare(writer.node("Reshape", [x, shape]), ["B", size, writer.checkpoint.config.hiddenSize]);
  // eslint-disable-next-line language/untranslated -- a name of a part of the graph
  writer.once(`${states} flattened`, () => x);
  return states;
}
