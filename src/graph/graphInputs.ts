import type { OnnxValue } from "./onnx/onnxGraph";

/**
 * Inputs of a graph, in the usual alphabet of shapes, with R rows read of each sequence, M masked positions, P pooled
 * sequences and Q tokens; for slips, with S rows read of each sequence, K places and E pieces. Every graph has `ids`, and those of the
 * others that it reads. A readout without rows costs nothing: one graph with all readouts of a checkpoint serves every
 * request for some of them, with an M, P, Q, K or E of 0.
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
  /** Rows that the readouts of single tokens read (answers, tags), as indices into B·R. */
  tokens: { name: "tokens", type: "int32", shape: ["Q"] },
  /**
   * Rows of the last layer that candidates and actions read, as indices into B·T. They are computed apart from `rows`, so
   * that the other readouts have the same numbers, bit for bit, whatever is asked about slips.
   */
  slipRows: { name: "slipRows", type: "int32", shape: ["B", "S"] },
  /** Rows whose candidates are wanted, as indices into B·S. */
  places: { name: "places", type: "int32", shape: ["K"] },
  /** Ids of the candidates. */
  pieces: { name: "pieces", type: "int32", shape: ["E"] },
  /** The place of each candidate, as an index into K. */
  piecePlaces: { name: "piecePlaces", type: "int32", shape: ["E"] },
} as const satisfies Record<string, OnnxValue>;

/** Name of the input [B, R, H] that stands for the rows of the last layer; `masked`, `pooled` and `tokens` are indices into B·R. */
export const STATES_INPUT = "states";
