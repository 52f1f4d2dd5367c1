import { scaleName } from "../graphWeights";
import type { GraphWriter } from "../onnx/graphWriter";

/**
 * Rows of an embedding table in the type that the graph computes in.
 *
 * @param indices - int32, of any shape.
 * @returns [..., H]
 */
export function gatherTable(writer: GraphWriter, table: string, indices: string): string {
  const rows = gatherUnscaled(writer, table, indices);
  if (writer.findWeight(table)?.type !== "int8") return rows;
  const scales = writer.node("Gather", [writer.storedWeight(scaleName(table)), indices]); // [..., 1]
  return writer.node("Mul", [rows, scales]);
}

/** Same as {@link gatherTable}, but rows in int8 are not multiplied by their scales. */
export function gatherUnscaled(writer: GraphWriter, table: string, indices: string): string {
  // Casts the rows after gathering them: casting the table would keep all of it in memory as float32.
  return toFloat(writer, table, writer.node("Gather", [writer.storedWeight(table), indices]));
}

/** @param rows - In the type in which `table` is stored. */
export function toFloat(writer: GraphWriter, table: string, rows: string): string {
  const { computes } = writer.form;
  return writer.findWeight(table)?.type === computes ? rows : writer.cast(rows, computes);
}
