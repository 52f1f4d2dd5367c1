import type { Checkpoint } from "../checkpoint/checkpoint";
import { GRAPH_INPUTS, STATES_INPUT } from "./graphInputs";
import { checkpointWeights, type GraphWeights } from "./graphWeights";
import { writeDistances } from "./layers/writeDistances";
import { writeEmbeddings } from "./layers/writeEmbeddings";
import { flatten, type LayerInput, writeLayer, writeLook } from "./layers/writeLayer";
import { writeProducts } from "./layers/writeProducts";
import {
  writeAnswers,
  writeClassifier,
  writeMlm,
  writeNsp,
  writePooler,
  writeTags,
  writeTransform,
} from "./layers/writeReadouts";
import { writeActions, writeCandidates } from "./layers/writeSlips";
import { GraphWriter } from "./onnx/graphWriter";
import type { OnnxValue } from "./onnx/onnxGraph";
import { checkWanted, isAny, READOUTS, SLIPS, type Wanted } from "./wanted";

/**
 * Name of the output that holds the hidden states of a layer, as in {@link Wanted}: [B, T, H].
 *
 * The other outputs are "mlm", logits [M, V]; "topIds", int32 [M, K], and "topLogProbabilities" [M, K] for the `top` best
 * pieces of each row, best first; "nsp" [P, 2]; "classifier" [P, K]; "answers" [Q, 2]; "tags" [Q, K]; "candidates" [E]; "actions" [B·S, A];
 * {@link attentionOutput}.
 */
export function hiddenOutput(layer: number): string {
  return `hidden_${layer}`;
}

/** Name of the output that holds the attention probabilities of a layer: [B, N, T, T]. */
export function attentionOutput(layer: number): string {
  return `attention_${layer}`;
}

/** Name of the output that holds the inner products of a layer's hidden states, less their mean: [B, T, T]. */
export function productsOutput(layer: number): string {
  return `products_${layer}`;
}

/** Names of the outputs that hold the queries and the keys of a layer, all heads side by side: [B, T, H]. */
export function queryOutputs(layer: number): { readonly query: string; readonly key: string } {
  return { query: `query_${layer}`, key: `key_${layer}` };
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
  const writer = new GraphWriter(checkpoint, weights);
  writeGraph(writer, wanted);
  return writer.finish("cloze");
}

/** Names of all weights that any graph of the checkpoint reads. */
export function listWeights(checkpoint: Checkpoint): readonly string[] {
  const writer = new GraphWriter(checkpoint, checkpointWeights(checkpoint));
  writeGraph(writer, { ...listPresent(checkpoint), ...listSlips(checkpoint), hidden: [checkpoint.config.layers] });
  return writer.listWeights();
}

/** The readouts that every session of a checkpoint may be asked for. */
export function listPresent({ readouts: { mlm, nsp, classifier, answers, tags } }: Checkpoint): Wanted {
  return {
    mlm: mlm.present,
    nsp: nsp.present,
    classifier: classifier.present,
    ...(answers.present && { answers: true }),
    ...(tags.present && { tags: true }),
  };
}

/** What a checkpoint can say of slips. */
export function listSlips({ readouts: { mlm, slips } }: Checkpoint): Wanted {
  return { candidates: mlm.present, actions: slips.present };
}

function writeGraph(writer: GraphWriter, wanted: Wanted): void {
  if (wanted.states === true) {
    const { hiddenSize } = writer.checkpoint.config;
    writeReadouts(writer, wanted, writer.input({ name: STATES_INPUT, type: "float", shape: ["B", "R", hiddenSize] }));
    return;
  }
  const ids = writer.input(GRAPH_INPUTS.ids);
  const segments = writer.checkpoint.config.segments === 0 ? undefined : writer.input(GRAPH_INPUTS.segments);
  const mask = wanted.padding === true ? writer.input(GRAPH_INPUTS.mask) : undefined;
  const embedded = writeEmbeddings(writer, ids, segments);
  const read = writeEncoder(writer, wanted, { ids, embedded, mask });
  if (read.rows !== undefined) writeReadouts(writer, wanted, read.rows);
  if (read.slipRows !== undefined) writeSlips(writer, wanted, read.slipRows);
}

/** Rows of the last layer; undefined if nothing reads them. */
interface ReadRows {
  /** [B, R, H] */
  readonly rows: string | undefined;
  /** [B, S, H] */
  readonly slipRows: string | undefined;
}

/** Writes the layers that are needed, and no more. The last layer computes only the rows that are read if nothing else reads it. */
function writeEncoder(
  writer: GraphWriter,
  wanted: Wanted,
  { ids, embedded, mask }: { readonly ids: string; readonly embedded: string; readonly mask: string | undefined },
): ReadRows {
  const { layers } = writer.checkpoint.config;
  const { hidden = [], attention = [], products = [], queries = [] } = wanted;
  const has = { rows: isAny(wanted, READOUTS), slipRows: isAny(wanted, SLIPS) };
  const hasReadouts = has.rows || has.slipRows;
  // Number of layers computed as a whole: the maps of a layer need those below it.
  const top = hasReadouts ? layers : Math.max(...hidden, ...products, ...attention, ...queries);
  let states = embedded;
  const distances = writeDistances(writer, ids, undefined);
  writeStates(writer, wanted, { states, layer: 0 });
  for (let index = 0; index < top; index += 1) {
    const isRead = hidden.includes(index + 1) || products.includes(index + 1);
    const isLookedInto = attention.includes(index) || queries.includes(index);
    const isLast = index === layers - 1;
    if (isLast && !isRead && !isLookedInto) {
      return readRows(writer, has, (rows, size) =>
        writeLayer(writer, {
          index,
          states,
          rows: gatherRows(writer, states, rows),
          mask,
          distances: writeDistances(writer, ids, rows),
          ...(size && { size }),
        }),
      );
    }
    states = writeLayer(writer, { index, states, rows: states, mask, distances, ...outputLook(writer, wanted, index) });
    writeStates(writer, wanted, { states, layer: index + 1 });
  }
  if (attention.includes(top) || queries.includes(top))
    writeLook(writer, { index: top, states, rows: states, mask, distances, ...outputLook(writer, wanted, top) });
  return readRows(writer, has, (rows) => gatherRows(writer, states, rows));
}

function readRows(
  writer: GraphWriter,
  has: Readonly<Record<keyof ReadRows, boolean>>,
  read: (rows: string, size?: "S") => string,
): ReadRows {
  return {
    rows: has.rows ? read(writer.input(GRAPH_INPUTS.rows)) : undefined,
    slipRows: has.slipRows ? read(writer.input(GRAPH_INPUTS.slipRows), "S") : undefined,
  };
}

/** @returns [B, R, H] of states [B, T, H] */
function gatherRows(writer: GraphWriter, states: string, rows: string): string {
  return writer.node("Gather", [flatten(writer, states, "T"), rows]);
}

/** What is wanted of the states [B, T, H] that come out of a layer. */
function writeStates(
  writer: GraphWriter,
  { hidden = [], products = [] }: Wanted,
  { states, layer }: { readonly states: string; readonly layer: number },
): void {
  const shape = ["B", "T", writer.checkpoint.config.hiddenSize];
  if (hidden.includes(layer)) output(writer, hiddenOutput(layer), states, shape);
  if (products.includes(layer)) output(writer, productsOutput(layer), writeProducts(writer, states), ["B", "T", "T"]);
}

/** The outputs for what is wanted of the inside of a layer. */
function outputLook(
  writer: GraphWriter,
  { attention = [], queries = [] }: Wanted,
  index: number,
): Pick<LayerInput, "maps" | "projections"> {
  const { heads, hiddenSize } = writer.checkpoint.config;
  const maps = attention.includes(index) ? attentionOutput(index) : undefined;
  const projections = queries.includes(index) ? queryOutputs(index) : undefined;
  if (maps !== undefined) writer.output({ name: maps, type: "float", shape: ["B", heads, "T", "T"] });
  for (const name of Object.values(projections ?? {}))
    writer.output({ name, type: "float", shape: ["B", "T", hiddenSize] });
  return { maps, projections };
}

function writeReadouts(writer: GraphWriter, wanted: Wanted, rows: string): void {
  const { labels, tags } = writer.checkpoint;
  const states = flatten(writer, rows, "R"); // [B·R, H]
  if (wanted.answers === true || wanted.tags === true) {
    const tokens = writer.node("Gather", [states, writer.input(GRAPH_INPUTS.tokens)]); // [Q, H]
    if (wanted.answers === true) output(writer, "answers", writeAnswers(writer, tokens), ["Q", 2]);
    if (wanted.tags === true) output(writer, "tags", writeTags(writer, tokens), ["Q", tags.length]);
  }
  if (wanted.mlm === true) {
    const masked = writer.node("Gather", [states, writer.input(GRAPH_INPUTS.masked)]); // [M, H]
    writeWords(writer, writeMlm(writer, masked));
  }
  if (wanted.nsp !== true && wanted.classifier !== true) return;
  const pooled = writePooler(writer, writer.node("Gather", [states, writer.input(GRAPH_INPUTS.pooled)])); // [P, H]
  if (wanted.nsp === true) output(writer, "nsp", writeNsp(writer, pooled), ["P", 2]);
  if (wanted.classifier === true) output(writer, "classifier", writeClassifier(writer, pooled), ["P", labels.length]);
}

/** @param rows - [B, S, H] */
function writeSlips(writer: GraphWriter, { candidates, actions }: Wanted, rows: string): void {
  const states = flatten(writer, rows, "S"); // [B·S, H]
  if (actions === true) {
    output(writer, "actions", writeActions(writer, states), ["B·S", writer.checkpoint.slipActions.length]);
  }
  if (candidates !== true) return;
  const placed = writer.node("Gather", [states, writer.input(GRAPH_INPUTS.places)]); // [K, H]
  const asked = { pieces: writer.input(GRAPH_INPUTS.pieces), places: writer.input(GRAPH_INPUTS.piecePlaces) };
  output(writer, "candidates", writeCandidates(writer, writeTransform(writer, placed), asked), ["E"]);
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
