import * as l10n from "@vscode/l10n";
import type { Checkpoint, ReadoutName } from "../checkpoint/checkpoint";
import { nameReadout } from "../checkpoint/nameReadout";
import { GraphError } from "./graphError";
import type { GraphWeights } from "./graphWeights";
import { writeDistances } from "./layers/writeDistances";
import { writeEmbeddings } from "./layers/writeEmbeddings";
import { flatten, writeLayer } from "./layers/writeLayer";
import { writeAnswers, writeClassifier, writeMlm, writeNsp, writePooler, writeTags } from "./layers/writeReadouts";
import { type GraphForm, GraphWriter } from "./onnx/graphWriter";
import type { OnnxGraph, OnnxValue } from "./onnx/onnxGraph";

/** The readout that a served graph answers with. */
export type ServedHead = Exclude<ReadoutName, "slips">;

/** Heads that answer about every token; the others answer about a sequence. */
const OF_TOKENS: readonly ServedHead[] = ["mlm", "tags", "answers"];

/**
 * The graph that inference servers run, with the names that published exports have: `input_ids`, `attention_mask` and
 * `token_type_ids`, int64 [B, T] each, and `logits`, float. A model that reads no segments has no `token_type_ids`; one
 * that answers questions has `start_logits` and `end_logits` in place of `logits`. Padding stands where `attention_mask`
 * is 0, on either side: nobody reads it.
 *
 * @param weights - Of the types that the graph is to hold them in.
 * @throws {GraphError} `no-readout`.
 */
export function buildServedGraph(
  checkpoint: Checkpoint,
  head: ServedHead,
  { weights, computes }: { readonly weights: GraphWeights; readonly computes: GraphForm["computes"] },
): OnnxGraph {
  const state = checkpoint.readouts[head];
  if (!state.present) {
    throw new GraphError(
      "no-readout",
      l10n.t("{0} has no {1}: {2}", checkpoint.folder, nameReadout(head), state.reason),
    );
  }
  const writer = new GraphWriter(checkpoint, weights, { computes, isStandard: true });
  const input = (name: string) => writer.input({ name, type: "int64", shape: ["B", "T"] });
  const ids = writer.cast(input("input_ids"), "int32");
  const attended = writer.cast(input("attention_mask"), "bool");
  const segments = checkpoint.config.segments === 0 ? undefined : writer.cast(input("token_type_ids"), "int32");
  const mask = writer.node("Unsqueeze", [attended, writer.constant([1, 2])]); // [B, 1, 1, T]
  const rows = writeStates(writer, { ids, segments, mask }, OF_TOKENS.includes(head));
  writeHead(writer, head, { ids, rows });
  return writer.collect("cloze");
}

/** The outputs of such a graph: their names, and their last axis. */
export function listServedOutputs({ config, labels, tags }: Checkpoint, head: ServedHead): readonly OnnxValue[] {
  const perToken = (name: string, size?: number): OnnxValue => ({
    name,
    type: "float",
    shape: ["B", "T", ...(size === undefined ? [] : [size])],
  });
  switch (head) {
    case "mlm":
      return [perToken("logits", config.embeddingRows)];
    case "tags":
      return [perToken("logits", tags.length)];
    case "answers":
      return [perToken("start_logits"), perToken("end_logits")];
    case "nsp":
      return [{ name: "logits", type: "float", shape: ["B", 2] }];
    case "classifier":
      return [{ name: "logits", type: "float", shape: ["B", labels.length] }];
  }
}

interface Sequences {
  /** int32 [B, T] */
  readonly ids: string;
  /** int32 [B, T] */
  readonly segments: string | undefined;
  /** bool [B, 1, 1, T] */
  readonly mask: string;
}

/** @returns The last layer's states: [B, T, H], or [B, 1, H] of the first tokens alone. */
function writeStates(writer: GraphWriter, { ids, segments, mask }: Sequences, isWhole: boolean): string {
  const { layers } = writer.checkpoint.config;
  const distances = writeDistances(writer, ids, undefined);
  let states = writeEmbeddings(writer, ids, segments);
  for (let index = 0; index < layers; index += 1) {
    const isCut = index === layers - 1 && !isWhole && distances === undefined;
    const rows = isCut ? takeFirst(writer, states) : states;
    states = writeLayer(writer, { index, states, rows, mask, distances });
  }
  return isWhole || distances === undefined ? states : takeFirst(writer, states);
}

/** [B, T, H] → [B, 1, H] */
function takeFirst(writer: GraphWriter, states: string): string {
  return writer.node("Slice", [states, ...[[0], [1], [1]].map((values) => writer.constant(values))]);
}

function writeHead(
  writer: GraphWriter,
  head: ServedHead,
  { ids, rows }: { readonly ids: string; readonly rows: string },
): void {
  const states = flatten(writer, rows, OF_TOKENS.includes(head) ? "T" : "R"); // [B·T, H] or [B, H]
  const outputs = listServedOutputs(writer.checkpoint, head);
  const give = (value: string, { name }: OnnxValue) => writer.cast(value, "float", name);
  outputs.forEach((output) => writer.output(output));
  if (head === "nsp") return void outputs.map((to) => give(writeNsp(writer, writePooler(writer, states)), to));
  if (head === "classifier")
    return void outputs.map((to) => give(writeClassifier(writer, writePooler(writer, states)), to));
  if (head === "answers") {
    const both = writeAnswers(writer, states); // [B·T, 2]
    outputs.forEach((to, column) => {
      const one = writer.node("Gather", [both, writer.constant(column)], { attributes: AXIS_1 });
      give(shapeLike(writer, one, { ids, sizes: [] }), to);
    });
    return;
  }
  const logits = head === "mlm" ? writeMlm(writer, states) : writeTags(writer, states);
  outputs.forEach((to) => give(shapeLike(writer, logits, { ids, sizes: to.shape.slice(2) }), to));
}

const AXIS_1 = { axis: { kind: "int", value: 1 } } as const;

/** [B·T, …] → [B, T, …], with the B and T of `ids`. */
function shapeLike(
  writer: GraphWriter,
  x: string,
  { ids, sizes }: { readonly ids: string; readonly sizes: OnnxValue["shape"] },
): string {
  const shape = writer.node("Shape", [ids]);
  if (sizes.length === 0) return writer.node("Reshape", [x, shape]);
  const full = writer.node("Concat", [shape, writer.constant(sizes.map(Number))], {
    attributes: { axis: { kind: "int", value: 0 } },
  });
  return writer.node("Reshape", [x, full]);
}
