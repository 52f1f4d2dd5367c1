import { TENSOR_NAMES } from "../../checkpoint/tensors/tensorNames";
import { scaleName } from "../graphWeights";
import type { GraphWriter } from "../onnx/graphWriter";
import { writeNorm } from "./writeNorm";

/**
 * The input of layer 0: words + positions + segments, normalized.
 *
 * @param ids - int32 [B, T]
 * @param segments - int32 [B, T]; undefined for an architecture without segments.
 * @returns [B, T, H]
 */
export function writeEmbeddings(writer: GraphWriter, ids: string, segments: string | undefined): string {
  const names = TENSOR_NAMES[writer.checkpoint.config.architecture];
  const words = gatherRows(writer, names.words, ids); // [B, T, H]
  const length = writer.node("Shape", [ids], { attributes: { start: { kind: "int", value: 1 } } }); // [1]: T
  const range = [writer.constant([0]), length, writer.constant([0])];
  const rows = writer.node("Slice", [writer.storedWeight(names.positions), ...range]);
  writer.declare(rows, ["T", writer.checkpoint.config.hiddenSize], writer.findWeight(names.positions)?.type);
  const positions = toFloat(writer, names.positions, rows); // [T, H]
  // The published model adds in this order: words + segments, then positions.
  const typed =
    segments === undefined ? words : writer.node("Add", [words, gatherRows(writer, names.segments, segments)]);
  return writeNorm(writer, writer.node("Add", [typed, positions]), names.embeddingsNorm);
}

/** Casts the rows after gathering them: casting the table would keep all of it in memory as float32. */
function gatherRows(writer: GraphWriter, table: string, indices: string): string {
  const rows = toFloat(writer, table, writer.node("Gather", [writer.storedWeight(table), indices]));
  if (writer.findWeight(table)?.type !== "int8") return rows;
  const scales = writer.node("Gather", [writer.storedWeight(scaleName(table)), indices]); // [B, T, 1]
  return writer.node("Mul", [rows, scales]);
}

function toFloat(writer: GraphWriter, table: string, rows: string): string {
  return writer.findWeight(table)?.type === "float" ? rows : writer.castToFloat(rows);
}
