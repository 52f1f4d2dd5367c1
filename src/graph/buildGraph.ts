import type { Checkpoint, ReadoutName } from "../checkpoint/checkpoint";
import { GraphError } from "./graphError";
import { checkpointWeights, type GraphWeights } from "./graphWeights";
import { GraphWriter } from "./onnx/graphWriter";
import type { OnnxValue } from "./onnx/onnxGraph";
import { writeEmbeddings } from "./layers/writeEmbeddings";
import { writeClassifier, writeMlm, writeNsp, writePooler } from "./layers/writeReadouts";
import { flatten, writeAttentionMaps, writeLayer } from "./layers/writeLayer";

/** What a graph computes: nothing else is in it, since ONNX Runtime runs all that is. */
export interface Wanted {
  readonly mlm?: boolean;
  readonly nsp?: boolean;
  readonly classifier?: boolean;
  /** 0 for the embeddings' output, l for the output of layer l (1..L); each once. */
  readonly hidden?: readonly number[];
  /** Layers whose attention probabilities are wanted, 0..L-1, each once. */
  readonly attention?: readonly number[];
  /** Whether sequences of one batch may differ in length. */
  readonly padding?: boolean;
  /**
   * Whether several sequences share a run. Over int8 weights each row of an input then has a scale of its own, or an
   * answer would depend on its company; the faster operator, with one scale for all rows, serves one sequence a run.
   */
  readonly batch?: boolean;
}

/**
 * Inputs of a graph, in the alphabet of shapes: B, T; R rows read of each sequence, M masked positions, P pooled
 * sequences. A graph has `ids`, and of the others those it reads. Heads of no rows cost nothing: one graph with all
 * heads of a checkpoint serves every request for some of them, with M or P of 0.
 */
export const GRAPH_INPUTS = {
  ids: { name: "ids", type: "int32", shape: ["B", "T"] },
  segments: { name: "segments", type: "int32", shape: ["B", "T"] },
  /** True for a token, false for padding after it. */
  mask: { name: "mask", type: "bool", shape: ["B", 1, 1, "T"] },
  /** Rows of the last layer that any head reads, as indices into B·T. */
  rows: { name: "rows", type: "int32", shape: ["B", "R"] },
  /** Which of the B·R rows the MLM head reads. */
  masked: { name: "masked", type: "int32", shape: ["M"] },
  /** How many pieces of each such row are wanted, 1..V. */
  top: { name: "top", type: "int32", shape: [1] },
  /** Which of the B·R rows, each the [CLS] of its sequence, NSP and classifier read. */
  pooled: { name: "pooled", type: "int32", shape: ["P"] },
} as const satisfies Record<string, OnnxValue>;

/**
 * Outputs: "mlm" logits [M, V], and of the `top` best pieces of each row, best first, "topIds" int32 [M, K] and
 * "topLogProbabilities" [M, K]; "nsp" [P, 2], "classifier" [P, K], {@link attentionOutput} [B, N, T, T], and {@link hiddenOutput} [B, T, H].
 */
export function hiddenOutput(layer: number): string {
  return `hidden_${layer}`;
}

/** Of a layer, as {@link hiddenOutput}. */
export function attentionOutput(layer: number): string {
  return `attention_${layer}`;
}

/**
 * The ONNX graph of a checkpoint, as the bytes of an `.onnx` file. It names the files of `weights` as its external
 * data, relative to their folder, and holds no weight itself.
 *
 * @param weights - The checkpoint's own unless given.
 * @throws {GraphError} `no-readout` or `bad-request`.
 */
export function buildGraph(
  checkpoint: Checkpoint,
  wanted: Wanted,
  weights: GraphWeights = checkpointWeights(checkpoint),
): Uint8Array {
  checkWanted(checkpoint, wanted);
  const writer = new GraphWriter(checkpoint, weights, wanted.batch === true ? "row" : "run");
  writeGraph(writer, wanted);
  return writer.finish("cloze");
}

/** Names of all weights of the checkpoint that any graph of it reads. */
export function listWeights(checkpoint: Checkpoint): readonly string[] {
  const writer = new GraphWriter(checkpoint, checkpointWeights(checkpoint), "run");
  const { mlm, nsp, classifier } = checkpoint.readouts;
  const heads = { mlm: mlm.present, nsp: nsp.present, classifier: classifier.present };
  writeGraph(writer, { ...heads, hidden: [checkpoint.config.layers] });
  return writer.listWeights();
}

function writeGraph(writer: GraphWriter, wanted: Wanted): void {
  const ids = writer.input(GRAPH_INPUTS.ids);
  const segments = writer.checkpoint.config.segments === 0 ? undefined : writer.input(GRAPH_INPUTS.segments);
  const mask = wanted.padding === true ? writer.input(GRAPH_INPUTS.mask) : undefined;
  const embedded = writeEmbeddings(writer, ids, segments);
  const read = writeEncoder(writer, wanted, { embedded, mask });
  if (read !== undefined) writeHeads(writer, wanted, read);
}

/**
 * The layers that are needed, and no more; the last one for the heads' rows alone where nothing else reads it.
 *
 * @returns [B, R, H], the heads' rows; undefined without heads.
 */
function writeEncoder(
  writer: GraphWriter,
  wanted: Wanted,
  { embedded, mask }: { readonly embedded: string; readonly mask: string | undefined },
): string | undefined {
  const { layers } = writer.checkpoint.config;
  const { hidden = [], attention = [] } = wanted;
  const hasHeads = HEADS.some((head) => wanted[head] === true);
  // Layers computed whole: the maps of a layer need those below it.
  const top = hasHeads ? layers : Math.max(...hidden, ...attention);
  let states = embedded;
  if (hidden.includes(0)) writeHidden(writer, states, 0);
  for (let index = 0; index < top; index += 1) {
    const isRead = hidden.includes(index + 1);
    const isLast = index === layers - 1;
    if (isLast && !isRead && !attention.includes(index)) {
      return writeLayer(writer, { index, states, rows: gatherRows(writer, states), mask });
    }
    const maps = attention.includes(index) ? outputMaps(writer, index) : undefined;
    states = writeLayer(writer, { index, states, rows: states, mask, maps });
    if (isRead) writeHidden(writer, states, index + 1);
  }
  if (attention.includes(top))
    writeAttentionMaps(writer, { index: top, states, rows: states, mask, maps: outputMaps(writer, top) });
  return hasHeads ? gatherRows(writer, states) : undefined;
}

/** @returns [B, R, H] of states [B, T, H] */
function gatherRows(writer: GraphWriter, states: string): string {
  return writer.node("Gather", [flatten(writer, states, "T"), writer.input(GRAPH_INPUTS.rows)]);
}

function writeHidden(writer: GraphWriter, states: string, layer: number): void {
  const name = hiddenOutput(layer);
  writer.node("Identity", [states], { name });
  writer.output({ name, type: "float", shape: ["B", "T", writer.checkpoint.config.hiddenSize] });
}

function outputMaps(writer: GraphWriter, layer: number): string {
  const name = attentionOutput(layer);
  writer.output({ name, type: "float", shape: ["B", writer.checkpoint.config.heads, "T", "T"] });
  return name;
}

function writeHeads(writer: GraphWriter, wanted: Wanted, rows: string): void {
  const { labels } = writer.checkpoint;
  const states = flatten(writer, rows, "R"); // [B·R, H]
  if (wanted.mlm === true) {
    const masked = writer.node("Gather", [states, writer.input(GRAPH_INPUTS.masked)]); // [M, H]
    writeWords(writer, writeMlm(writer, masked));
  }
  if (wanted.nsp !== true && wanted.classifier !== true) return;
  const pooled = writePooler(writer, writer.node("Gather", [states, writer.input(GRAPH_INPUTS.pooled)])); // [P, H]
  if (wanted.nsp === true) output(writer, "nsp", writeNsp(writer, pooled), ["P", 2]);
  if (wanted.classifier === true) output(writer, "classifier", writeClassifier(writer, pooled), ["P", labels.length]);
}

/** @param logits - [M, rows of the embedding table] */
function writeWords(writer: GraphWriter, logits: string): void {
  const { config, tokenizer } = writer.checkpoint;
  const V = tokenizer.pieces.length;
  // A table may have rows beyond the vocabulary: no piece, no probability.
  const own = config.embeddingRows === V ? logits : cutColumns(writer, logits, V);
  output(writer, "mlm", own, ["M", V]);
  const count = writer.cast(writer.input(GRAPH_INPUTS.top), "int64");
  const [values, indices] = ["topLogProbabilities", "top_indices"] as const;
  const inputs = [fillEmpty(writer, writer.node("LogSoftmax", [own]), V), count];
  writer.nodeWithOutputs({ opType: "TopK", inputs, outputs: [values, indices], attributes: {} });
  writer.declare(indices, ["M or 1", "K"], "int64");
  writer.output({ name: values, type: "float", shape: ["M", "K"] });
  writer.cast(indices, "int32", "topIds");
  writer.output({ name: "topIds", type: "int32", shape: ["M", "K"] });
}

/** [M, V], with a row if M is 0: `TopK` of no rows ends the process (ONNX Runtime 1.30, a division by their number). */
function fillEmpty(writer: GraphWriter, x: string, count: number): string {
  const rows = writer.node("Shape", [x], { attributes: { end: { kind: "int", value: 1 } } });
  const missing = writer.cast(writer.node("Equal", [rows, writer.constant([0])]), "int64");
  const [none, axis] = [writer.constant([0]), { kind: "int", value: 0 } as const];
  const pads = writer.node("Concat", [none, none, missing, none], { attributes: { axis } });
  return writer.declare(writer.node("Pad", [x, pads]), ["M or 1", count]);
}

/** @returns The first `count` columns of [M, C]. */
function cutColumns(writer: GraphWriter, x: string, count: number): string {
  return writer.node("Slice", [x, ...[[0], [count], [1]].map((values) => writer.constant(values))]);
}

/** Gives a value its name among the outputs. */
function output(writer: GraphWriter, name: string, value: string, shape: OnnxValue["shape"]): void {
  writer.node("Identity", [value], { name });
  writer.output({ name, type: "float", shape });
}

const HEADS: readonly ReadoutName[] = ["mlm", "nsp", "classifier"];

function checkWanted(checkpoint: Checkpoint, wanted: Wanted): void {
  for (const head of HEADS) {
    const state = checkpoint.readouts[head];
    if (wanted[head] === true && !state.present) {
      throw new GraphError("no-readout", `${checkpoint.folder}: no ${head} head: ${state.reason}`);
    }
  }
  const { layers } = checkpoint.config;
  const { hidden = [], attention = [] } = wanted;
  checkLayers("hidden states of layer", hidden, layers);
  checkLayers("attention of layer", attention, layers - 1);
  const isNothing = hidden.length === 0 && attention.length === 0 && HEADS.every((head) => wanted[head] !== true);
  if (isNothing) throw new GraphError("bad-request", "nothing is wanted, expected a head, a layer or attention");
}

function checkLayers(what: string, asked: readonly number[], max: number): void {
  for (const layer of asked) {
    if (Number.isInteger(layer) && layer >= 0 && layer <= max) continue;
    throw new GraphError("bad-request", `${what} ${layer}, expected a layer from 0 to ${max}`);
  }
  if (new Set(asked).size === asked.length) return;
  throw new GraphError("bad-request", `${what}s ${asked.join(", ")}, expected each once`);
}
