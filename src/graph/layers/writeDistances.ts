import { TENSOR_NAMES } from "../../checkpoint/tensors/tensorNames";
import { GRAPH_INPUTS } from "../graphInputs";
import type { GraphWriter } from "../onnx/graphWriter";
import { listDistanceBuckets } from "./listDistanceBuckets";

/**
 * What attention scores get by how far apart two tokens stand, the same in every layer.
 *
 * @param ids - int32 [B, T]
 * @param rows - int32 [B, R], indices into B·T; undefined for all tokens.
 * @returns [B, N, R, T]; undefined for a model that adds nothing.
 */
export function writeDistances(writer: GraphWriter, ids: string, rows: string | undefined): string | undefined {
  const { architecture, heads, distanceBuckets, maxTokens } = writer.checkpoint.config;
  const { distances } = TENSOR_NAMES[architecture];
  if (distanceBuckets === undefined || distances === undefined) return undefined;
  // eslint-disable-next-line language/untranslated -- a name of a part of the graph
  return writer.once(`distances of ${rows ?? "all"}`, () => {
    const buckets = writer.constant(listDistanceBuckets(distanceBuckets, maxTokens), "distance_buckets");
    const table = writer.once("distances", () => writer.node("Gather", [writer.weight(distances), buckets])); // [2M-1, N]
    const length = writer.node("Gather", [writer.node("Shape", [ids]), writer.constant(1)]);
    const keys = writer.node("Range", [writer.constant(0), length, writer.constant(1)]); // [T]
    const places =
      rows === undefined ? placeAll(writer, ids, keys) : writer.node("Mod", [writer.cast(rows, "int64"), length]); // [B, R]
    const apart = writer.node("Sub", [keys, writer.node("Unsqueeze", [places, writer.constant([2])])]); // [B, R, T]
    const index = writer.node("Add", [apart, writer.constant(maxTokens - 1)]);
    const added = writer.node("Gather", [table, index]); // [B, R, T, N]
    const perm = { kind: "ints", value: [0, 3, 1, 2] } as const;
    const turned = writer.node("Transpose", [added], { attributes: { perm } });
    return writer.declare(turned, [
      "B",
      heads,
      rows === undefined ? "T" : rows === GRAPH_INPUTS.rows.name ? "R" : "S",
      "T",
    ]);
  });
}

/** The places of all tokens, 0..T-1, in every sequence: [B, T]. */
function placeAll(writer: GraphWriter, ids: string, keys: string): string {
  return writer.node("Expand", [keys, writer.node("Shape", [ids])]);
}
