import type { GraphWriter } from "../onnx/graphWriter";
import type { LayerInput } from "./writeLayer";

/** What stands for a score that does not count: so little that softmax gives it exactly 0 beside any other. */
const LEAST = { float: -3.4028234663852886e38, float16: -65504 } as const;

/**
 * softmax(Q·Kᵀ / √D + distances)·V for each attention head, of operators that every runtime has: `Attention` is younger
 * than most servers.
 *
 * A sequence of padding alone reads all of it alike, as in transformers: a score of -Infinity would make it NaN.
 *
 * @param projected - query [B, R, H], key and value [B, T, H]
 * @returns [B, R, H]
 */
export function attendPlainly(
  writer: GraphWriter,
  { query, key, value }: Readonly<Record<"query" | "key" | "value", string>>,
  { mask, distances }: Pick<LayerInput, "mask" | "distances">,
): string {
  const { hiddenSize, heads } = writer.checkpoint.config;
  const { computes } = writer.form;
  const scale = writer.scalar(computes, 1 / Math.sqrt(hiddenSize / heads));
  // The smaller factor is scaled: less to do than with the scores, and in float16 none of them is too large.
  const queries = writer.node("Mul", [split(writer, query, [0, 2, 1, 3]), scale]); // [B, N, R, D]
  const products = writer.node("MatMul", [queries, split(writer, key, [0, 2, 3, 1])]); // [B, N, R, T]
  const scores = distances === undefined ? products : writer.node("Add", [products, distances]);
  const counted =
    mask === undefined ? scores : writer.node("Where", [mask, scores, writer.scalar(computes, LEAST[computes])]);
  const shares = writer.node("Softmax", [counted], { attributes: { axis: { kind: "int", value: -1 } } });
  const read = writer.node("MatMul", [shares, split(writer, value, [0, 2, 1, 3])]); // [B, N, R, D]
  const joined = writer.node("Transpose", [read], { attributes: { perm: { kind: "ints", value: [0, 2, 1, 3] } } });
  return writer.node("Reshape", [joined, writer.constant([0, 0, hiddenSize])]);
}

/** [B, R, H] → [B, R, N, D], with its axes in the order `perm`. */
function split(writer: GraphWriter, x: string, perm: readonly number[]): string {
  const { hiddenSize, heads } = writer.checkpoint.config;
  // eslint-disable-next-line language/untranslated -- a name of a part of the graph
  return writer.once(`${x} by heads ${perm.join(" ")}`, () => {
    const parted = writer.node("Reshape", [x, writer.constant([0, 0, heads, hiddenSize / heads])]);
    return writer.node("Transpose", [parted], { attributes: { perm: { kind: "ints", value: perm } } });
  });
}
