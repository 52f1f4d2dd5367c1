import { TENSOR_NAMES } from "../../checkpoint/tensors/tensorNames";
import type { GraphWriter } from "../onnx/graphWriter";
import { gatherTable, toFloat } from "./gatherTable";
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
  const words = gatherTable(writer, names.words, ids); // [B, T, H]
  const length = writer.node("Shape", [ids], { attributes: { start: { kind: "int", value: 1 } } }); // [1]: T
  const range = [writer.constant([0]), length, writer.constant([0])];
  const rows = writer.node("Slice", [writer.storedWeight(names.positions), ...range]);
  writer.declare(rows, ["T", writer.checkpoint.config.hiddenSize], writer.findWeight(names.positions)?.type);
  const positions = toFloat(writer, names.positions, rows); // [T, H]
  // The published model adds in this order: words + segments, then positions.
  const typed =
    segments === undefined ? words : writer.node("Add", [words, gatherTable(writer, names.segments, segments)]);
  return writeNorm(writer, writer.node("Add", [typed, positions]), names.embeddingsNorm);
}
