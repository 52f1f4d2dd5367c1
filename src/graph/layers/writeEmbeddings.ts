import { TENSOR_NAMES } from "../../checkpoint/tensors/tensorNames";
import type { GraphWriter } from "../onnx/graphWriter";
import { gatherTable, toFloat } from "./gatherTable";
import { writeDense } from "./writeDense";
import { writeNorm } from "./writeNorm";

/**
 * The input of layer 0: words + positions + segments, normalized.
 *
 * @param ids - int32 [B, T]
 * @param segments - int32 [B, T]; undefined for a model that is given no segments.
 * @returns [B, T, H]
 */
export function writeEmbeddings(writer: GraphWriter, ids: string, segments: string | undefined): string {
  const { architecture, firstPosition = 0 } = writer.checkpoint.config;
  const names = TENSOR_NAMES[architecture];
  const words = gatherTable(writer, names.words, ids); // [B, T, H]
  const positions =
    firstPosition === 0 ? sliceRows(writer, ids) : gatherTable(writer, names.positions, placeAfterPadding(writer, ids));
  // The published model adds in this order: words + segments, then positions.
  const typed = addSegments(writer, words, segments);
  const embedded = writeNorm(writer, writer.node("Add", [typed, positions]), names.embeddingsNorm);
  return projectEmbeddings(writer, ids, embedded);
}

/** [B, T, E] → [B, T, H], with the B and T of `ids`. */
function projectEmbeddings(writer: GraphWriter, ids: string, embedded: string): string {
  const { architecture, hiddenSize, embeddingSize } = writer.checkpoint.config;
  const { projection } = TENSOR_NAMES[architecture];
  if (embeddingSize === undefined || projection === undefined) return embedded;
  const rows = writer.node("Reshape", [embedded, writer.constant([-1, embeddingSize])]);
  const projected = writeDense(writer, writer.declare(rows, ["B·T", embeddingSize]), projection); // [B·T, H]
  const sizes = [writer.node("Shape", [ids]), writer.constant([hiddenSize])];
  const shape = writer.node("Concat", sizes, { attributes: { axis: { kind: "int", value: 0 } } });
  return writer.declare(writer.node("Reshape", [projected, shape]), ["B", "T", hiddenSize]);
}

/** The first T rows of the position table: [T, H]. */
function sliceRows(writer: GraphWriter, ids: string): string {
  const { architecture, hiddenSize, embeddingSize = hiddenSize } = writer.checkpoint.config;
  const { positions } = TENSOR_NAMES[architecture];
  const length = writer.node("Shape", [ids], { attributes: { start: { kind: "int", value: 1 } } }); // [1]: T
  const range = [writer.constant([0]), length, writer.constant([0])];
  const rows = writer.node("Slice", [writer.storedWeight(positions), ...range]);
  writer.declare(rows, ["T", embeddingSize], writer.findWeight(positions)?.type);
  return toFloat(writer, positions, rows);
}

/**
 * Rows of the position table where padding has a row of its own: the row of a token counts the tokens up to it that are
 * no padding, which a text may spell.
 *
 * @returns int32 [B, T]
 * Source: huggingface/transformers v5.24.0, modeling_roberta.py, `create_position_ids_from_input_ids`.
 */
function placeAfterPadding(writer: GraphWriter, ids: string): string {
  const { firstPosition = 0 } = writer.checkpoint.config;
  const padding = writer.cast(writer.constant([firstPosition - 1]), "int32");
  const isToken = writer.cast(writer.node("Not", [writer.node("Equal", [ids, padding])]), "int32");
  const counted = writer.node("CumSum", [isToken, writer.constant(1)]);
  return writer.node("Add", [writer.node("Mul", [counted, isToken]), padding]);
}

function addSegments(writer: GraphWriter, words: string, segments: string | undefined): string {
  const { architecture, hiddenSize, embeddingSize = hiddenSize, unusedSegments = 0 } = writer.checkpoint.config;
  const { segments: table } = TENSOR_NAMES[architecture];
  if (segments !== undefined) return writer.node("Add", [words, gatherTable(writer, table, segments)]);
  if (unusedSegments === 0) return words;
  const first = writer.node("Gather", [writer.storedWeight(table), writer.constant(0)]);
  writer.declare(first, [embeddingSize], writer.findWeight(table)?.type);
  return writer.node("Add", [words, toFloat(writer, table, first)]);
}
