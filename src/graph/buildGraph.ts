import type { Checkpoint, ReadoutName } from "../checkpoint/checkpoint";
import { nameReadout } from "../checkpoint/nameReadout";
import { GraphError } from "./graphError";
import { checkpointWeights, type GraphWeights } from "./graphWeights";
import { writeEmbeddings } from "./layers/writeEmbeddings";
import { flatten, writeAttentionMaps, writeLayer } from "./layers/writeLayer";
import { writeClassifier, writeMlm, writeNsp, writePooler } from "./layers/writeReadouts";
import { GraphWriter } from "./onnx/graphWriter";
import type { OnnxValue } from "./onnx/onnxGraph";

/** What a graph computes. It holds nothing else, because ONNX Runtime runs everything that is in a graph. */
export interface Wanted {
  readonly mlm?: boolean;
  readonly nsp?: boolean;
  readonly classifier?: boolean;
  /** Layers whose hidden states are wanted, each once: 0 is the embeddings' output, l the output of layer l (1..L). */
  readonly hidden?: readonly number[];
  /** Layers whose attention probabilities are wanted, each once: 0..L-1. */
  readonly attention?: readonly number[];
  /** Whether sequences of one batch may differ in length. */
  readonly padding?: boolean;
  /**
   * Whether several sequences share a run. With int8 weights each row of an input then needs a scale of its own, or an
   * answer would depend on the other sequences. The faster operator has one scale for all rows: it is used when each
   * sequence runs alone.
   */
  readonly batch?: boolean;
}

/**
 * Inputs of a graph, in the usual alphabet of shapes, with R rows read of each sequence, M masked positions and P pooled
 * sequences. Every graph has `ids`, and those of the others that it reads. A readout without rows costs nothing: one
 * graph with all readouts of a checkpoint serves every request for some of them, with an M or P of 0.
 */
export const GRAPH_INPUTS = {
  ids: { name: "ids", type: "int32", shape: ["B", "T"] },
  segments: { name: "segments", type: "int32", shape: ["B", "T"] },
  /** True for a token, false for padding after it. */
  mask: { name: "mask", type: "bool", shape: ["B", 1, 1, "T"] },
  /** Rows of the last layer that any readout reads, as indices into B·T. */
  rows: { name: "rows", type: "int32", shape: ["B", "R"] },
  /** Rows that the MLM readout reads, as indices into B·R. */
  masked: { name: "masked", type: "int32", shape: ["M"] },
  /** Number of best pieces wanted for each such row, 1..V. */
  top: { name: "top", type: "int32", shape: [1] },
  /** Rows that NSP and classifier read, as indices into B·R; each is the [CLS] of its sequence. */
  pooled: { name: "pooled", type: "int32", shape: ["P"] },
} as const satisfies Record<string, OnnxValue>;

/**
 * Name of the output that holds the hidden states of a layer, as in {@link Wanted}: [B, T, H].
 *
 * The other outputs are "mlm", logits [M, V]; "topIds", int32 [M, K], and "topLogProbabilities" [M, K] for the `top` best
 * pieces of each row, best first; "nsp" [P, 2]; "classifier" [P, K]; {@link attentionOutput}.
 */
export function hiddenOutput(layer: number): string {
  return `hidden_${layer}`;
}

/** Name of the output that holds the attention probabilities of a layer: [B, N, T, T]. */
export function attentionOutput(layer: number): string {
  return `attention_${layer}`;
}

/**
 * The ONNX graph of a checkpoint, as the bytes of an `.onnx` file. It names the files of `weights` as its external
 * data, relative to their folder, and holds no weight itself.
 *
 * @param weights - Default: the checkpoint's own.
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

/** Names of all weights that any graph of the checkpoint reads. */
export function listWeights(checkpoint: Checkpoint): readonly string[] {
  const writer = new GraphWriter(checkpoint, checkpointWeights(checkpoint), "run");
  const { mlm, nsp, classifier } = checkpoint.readouts;
  const readouts = { mlm: mlm.present, nsp: nsp.present, classifier: classifier.present };
  writeGraph(writer, { ...readouts, hidden: [checkpoint.config.layers] });
  return writer.listWeights();
}

function writeGraph(writer: GraphWriter, wanted: Wanted): void {
  const ids = writer.input(GRAPH_INPUTS.ids);
  const segments = writer.checkpoint.config.segments === 0 ? undefined : writer.input(GRAPH_INPUTS.segments);
  const mask = wanted.padding === true ? writer.input(GRAPH_INPUTS.mask) : undefined;
  const embedded = writeEmbeddings(writer, ids, segments);
  const read = writeEncoder(writer, wanted, { embedded, mask });
  if (read !== undefined) writeReadouts(writer, wanted, read);
}

/**
 * Writes the layers that are needed, and no more. The last layer computes only the readouts' rows if nothing else reads it.
 *
 * @returns [B, R, H], the readouts' rows; undefined without readouts.
 */
function writeEncoder(
  writer: GraphWriter,
  wanted: Wanted,
  { embedded, mask }: { readonly embedded: string; readonly mask: string | undefined },
): string | undefined {
  const { layers } = writer.checkpoint.config;
  const { hidden = [], attention = [] } = wanted;
  const hasReadouts = READOUTS.some((readout) => wanted[readout] === true);
  // Number of layers computed as a whole: the maps of a layer need those below it.
  const top = hasReadouts ? layers : Math.max(...hidden, ...attention);
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
  return hasReadouts ? gatherRows(writer, states) : undefined;
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

function writeReadouts(writer: GraphWriter, wanted: Wanted, rows: string): void {
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
  // The embedding table may have rows beyond the vocabulary: they stand for no piece and get no probability.
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

/**
 * [M, V], with one row if M is 0. `TopK` of no rows would end the process: ONNX Runtime 1.30 divides by the number of rows.
 */
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

const READOUTS: readonly ReadoutName[] = ["mlm", "nsp", "classifier"];

function checkWanted(checkpoint: Checkpoint, wanted: Wanted): void {
  for (const readout of READOUTS) {
    const state = checkpoint.readouts[readout];
    if (wanted[readout] === true && !state.present) {
      throw new GraphError("no-readout", `${checkpoint.folder} has no ${nameReadout(readout)}: ${state.reason}`);
    }
  }
  const { layers } = checkpoint.config;
  const { hidden = [], attention = [] } = wanted;
  checkLayers("hidden states of layer", hidden, layers);
  checkLayers("attention of layer", attention, layers - 1);
  const isEmpty =
    hidden.length === 0 && attention.length === 0 && READOUTS.every((readout) => wanted[readout] !== true);
  if (isEmpty) throw new GraphError("bad-request", "nothing is wanted, expected a readout, a layer or attention");
}

function checkLayers(what: string, asked: readonly number[], max: number): void {
  for (const layer of asked) {
    if (Number.isInteger(layer) && layer >= 0 && layer <= max) continue;
    throw new GraphError("bad-request", `${what} ${layer}, expected a layer from 0 to ${max}`);
  }
  if (new Set(asked).size === asked.length) return;
  throw new GraphError("bad-request", `${what}s ${asked.join(", ")}, expected each once`);
}
